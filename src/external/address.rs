//! An author's address as a browser reads it, and whether it may be asked.

use std::net::{Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use super::Manners;

/// Endings of names that exist nowhere (RFC 2606, RFC 6761): examples, which nobody expects to answer.
const INVENTED: &[&str] = &["example", "test", "example.com", "example.net", "example.org"];

/// Endings of names that mean something inside one network only.
const LOCAL: &[&str] = &["localhost", "local", "lan", "internal", "home.arpa"];

/// What an address is to this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A page that can be asked for, without what stands behind `#`.
    Page(Url),
    /// An example.
    Invented,
    /// Nobody outside the author's network sees it.
    OwnNetwork,
    /// No browser understands it.
    Unreadable,
}

impl Reading {
    /// What is to be asked for.
    pub(super) fn page(&self) -> Option<&Url> {
        if let Self::Page(page) = self { Some(page) } else { None }
    }
}

/// Reads an address as it stands in a text.
pub(super) fn read(address: &str, manners: &Manners) -> Reading {
    Url::parse(address).map_or(Reading::Unreadable, |page| judge(page, manners))
}

/// Where the page `from` sends its visitors when it says `to`.
pub(super) fn moved(from: &Url, to: &str, manners: &Manners) -> Reading {
    let target = from.join(to).ok().filter(|target| matches!(target.scheme(), "http" | "https"));
    target.map_or(Reading::Unreadable, |page| judge(page, manners))
}

/// The name under which a host is treated with consideration, whatever its port.
pub(super) fn host(page: &Url) -> String {
    page.host_str().unwrap_or_default().to_owned()
}

fn judge(mut page: Url, manners: &Manners) -> Reading {
    page.set_fragment(None);
    let own = match page.host() {
        None => return Reading::Unreadable,
        Some(Host::Domain(name)) if ends_with_one_of(name, INVENTED) => return Reading::Invented,
        Some(Host::Domain(name)) => is_local_name(name),
        Some(Host::Ipv4(address)) => is_own_network(address),
        Some(Host::Ipv6(address)) => is_own_network_v6(address),
    };
    if own && !manners.asks_own_network { Reading::OwnNetwork } else { Reading::Page(page) }
}

/// A name without a dot is known to one's own network at most.
fn is_local_name(name: &str) -> bool {
    ends_with_one_of(name, LOCAL) || !name.trim_end_matches('.').contains('.')
}

fn ends_with_one_of(name: &str, endings: &[&str]) -> bool {
    let name = name.trim_end_matches('.');
    endings
        .iter()
        .any(|ending| name.strip_suffix(ending).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

fn is_own_network(address: Ipv4Addr) -> bool {
    // 100.64.0.0/10 stands between a provider and its customers (RFC 6598).
    let shared = address.octets()[0] == 100 && address.octets()[1] & 0b1100_0000 == 64;
    let own = address.is_private() || address.is_loopback() || address.is_link_local();
    own || shared || address.is_unspecified() || address.is_broadcast()
}

fn is_own_network_v6(address: Ipv6Addr) -> bool {
    let own = address.is_loopback() || address.is_unspecified();
    let local = address.is_unique_local() || address.is_unicast_link_local();
    own || local || address.to_ipv4_mapped().is_some_and(is_own_network)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(address: &str) -> Reading {
        read(address, &Manners::default())
    }

    #[test]
    fn an_address_is_asked_for_as_a_browser_would() {
        let page = |address: &str| reading(address).page().map(ToString::to_string);
        assert_eq!(
            page("https://школа.рф/план работы#вверх").as_deref(),
            Some(
                "https://xn--80atdl2c.xn--p1ai/%D0%BF%D0%BB%D0%B0%D0%BD%20%D1%80%D0%B0%D0%B1%D0%BE%D1%82%D1%8B"
            )
        );
        assert_eq!(page("HTTP://A.RU").as_deref(), Some("http://a.ru/"));
        assert_eq!(page("http://8.8.8.8/").as_deref(), Some("http://8.8.8.8/"));
    }

    #[test]
    fn what_is_invented_or_inside_is_not_asked() {
        for address in ["https://school.example/", "http://a.test", "https://www.example.com/a"] {
            assert_eq!(reading(address), Reading::Invented, "{address}");
        }
        for address in [
            "http://localhost:8000/",
            "http://127.0.0.1/",
            "http://192.168.0.1/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[fd00::1]/",
            "http://100.64.1.1/",
            "http://server/",
            "http://nas.local./",
            "http://2130706433/",
        ] {
            assert_eq!(reading(address), Reading::OwnNetwork, "{address}");
        }
        for address in ["https://", "http://a b.ru/", "https://[1]/"] {
            assert_eq!(reading(address), Reading::Unreadable, "{address}");
        }
        assert!(reading("https://contest.ru/").page().is_some());
    }
}
