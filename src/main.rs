//! Arguments in, exit code out.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A site is many small texts, and a preview makes it anew after every change: the systems' own memory is slower at that.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    kartoteka::cli::run(std::env::args_os())
}
