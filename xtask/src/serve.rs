//! The page on a local address.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Request, Response, Server};

use crate::project::Project;
use crate::{build, mime, policy};

const DEFAULT_PORT: u16 = 8123;
/// How many ports after the default one are tried when it is taken.
const FURTHER_PORTS: u16 = 100;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Port to listen on [default: 8123, or the next free one]
    #[arg(long)]
    port: Option<u16>,
    /// Open the page in the default browser
    #[arg(long)]
    open: bool,
}

/// Builds what is missing and serves www/ until it is stopped.
///
/// # Errors
///
/// When the build fails or no port is free.
pub(crate) fn serve(project: &Project, options: &Options) -> Result<()> {
    build::build(project)?;
    let (server, port) = listen(options.port)?;
    let address = format!("http://127.0.0.1:{port}/");
    println!("Wassam is at {address} (stop with Ctrl+C)");
    if options.open {
        open(&address);
    }
    let folder = project.path("www");
    for request in server.incoming_requests() {
        // A browser that hangs up early is its own business.
        let _ = answer(request, &folder);
    }
    Ok(())
}

fn listen(wanted: Option<u16>) -> Result<(Server, u16)> {
    let ports = match wanted {
        Some(port) => port..=port,
        None => DEFAULT_PORT..=DEFAULT_PORT + FURTHER_PORTS,
    };
    let first = *ports.start();
    for port in ports {
        if let Ok(server) = Server::http(("127.0.0.1", port)) {
            return Ok((server, port));
        }
    }
    Err(anyhow!(
        "port {first} is taken; name a free one with --port"
    ))
}

fn answer(request: Request, folder: &Path) -> Result<()> {
    let found = file_of(folder, request.url())
        .and_then(|file| fs::read(&file).ok().map(|bytes| (file, bytes)));
    let Some((file, bytes)) = found else {
        request.respond(Response::from_string("not found\n").with_status_code(404))?;
        return Ok(());
    };
    let mut headers = vec![
        ("Content-Type", mime::of(&file).to_owned()),
        ("Cache-Control", "no-store".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ];
    let page = fs::read_to_string(folder.join("index.html")).unwrap_or_default();
    headers.extend(policy::header(&page).map(|policy| ("Content-Security-Policy", policy)));
    let mut response = Response::from_data(bytes);
    for (name, value) in headers {
        let header =
            Header::from_bytes(name, value).map_err(|()| anyhow!("{name} is no header"))?;
        response.add_header(header);
    }
    request.respond(response).context("cannot answer")
}

/// The file that answers an address, or none when the address leads out of the folder.
fn file_of(folder: &Path, address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next()?.trim_start_matches('/');
    // The page's files have plain names; nothing needs percent decoding.
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(path);
    inside.then(|| {
        if file.is_dir() {
            file.join("index.html")
        } else {
            file
        }
    })
}

fn open(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if Command::new(program).arg(address).spawn().is_err() {
        println!("cannot start `{program}`; open the address by hand");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_in_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = |address| file_of(folder, address);
        assert_eq!(file("/"), Some(folder.join("index.html")));
        assert_eq!(file("/src"), Some(folder.join("src/index.html")));
        assert_eq!(file("/Cargo.toml?v=1"), Some(folder.join("Cargo.toml")));
        assert_eq!(file("/../Cargo.toml"), None);
        assert_eq!(file("/src/../../Cargo.toml"), None);
    }
}
