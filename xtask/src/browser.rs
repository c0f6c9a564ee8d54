//! The browsers that tests use: the system's Chromium and Firefox.

use std::env;
use std::path::Path;

use anyhow::Result;

use crate::debian;

/// A browser that tests start.
struct Browser {
    /// Where it may be; tests/browser looks in the same places.
    paths: &'static [&'static str],
    /// A variable that names it elsewhere.
    variable: &'static str,
    /// The Debian package that has it.
    package: &'static str,
}

const BROWSERS: [Browser; 2] = [
    Browser {
        paths: &[
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        ],
        variable: "CHROMIUM",
        package: "chromium",
    },
    Browser {
        paths: &["/usr/bin/firefox-esr", "/usr/bin/firefox"],
        variable: "FIREFOX",
        package: "firefox-esr",
    },
];

/// Installs the browsers that are missing.
///
/// # Errors
///
/// When they are not ours to install, or that fails.
pub(crate) fn install() -> Result<()> {
    let missing = BROWSERS
        .iter()
        .filter(|browser| {
            env::var_os(browser.variable).is_none()
                && !browser.paths.iter().any(|path| Path::new(path).exists())
        })
        .map(|browser| browser.package)
        .collect::<Vec<_>>();
    if missing.is_empty() {
        return Ok(());
    }
    debian::install(&missing, "tests in the browser")
}
