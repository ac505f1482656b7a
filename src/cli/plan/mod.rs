//! `kartoteka plan`: how far the plans of a site are, and codes for their activities.

mod codes;
mod status;

use super::Outcome;
use super::arguments::PlanCommand;

/// Carries out one of the commands of the group.
pub(super) fn run(command: &PlanCommand) -> Outcome {
    match command {
        PlanCommand::Codes(arguments) => codes::run(arguments),
        PlanCommand::Status(arguments) => status::run(arguments),
    }
}
