//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::failure::{Failure, Outcome};

pub(crate) const HELP: &str = "\
Usage: cargo xtask <task>

  serve [--config FILE] [--listen ADDR] [--no-build]
                  build the panel and serve it; without a configuration, with simulated vendors to try
  test [FILTER]   run every test, in a real browser too; FILTER picks acceptance tests by name
  build           build the release page into dist/
  demo [--to FOLDER] [--no-build]
                  write the demo into a folder that any server of plain files can serve
  pictures        make the README's pictures anew, in a real browser
  dev             serve the panel with simulated vendors and rebuild it on every change
  check           formatting, lints, documentation, dependency rules
  bench [ARGS…]   measure the release page's first view
  fuzz [MINUTES]  give the vault's readers bytes that nobody wrote, for ten minutes or as many as said
  mutants [ARGS…] change the code that must never be wrong, and see whether a test notices (hours)
  help            this text

Tools that are missing are installed first; each is named, with the reason and a rough time.";

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Build,
    Serve(ServeOptions),
    Test { filter: Option<String> },
    Check,
    Demo(DemoOptions),
    Pictures,
    Dev,
    Bench { rest: Vec<String> },
    Fuzz { minutes: u32 },
    Mutants { rest: Vec<String> },
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ServeOptions {
    pub(crate) config: Option<PathBuf>,
    pub(crate) listen: Option<SocketAddr>,
    pub(crate) no_build: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct DemoOptions {
    pub(crate) to: Option<PathBuf>,
    pub(crate) no_build: bool,
}

pub(crate) fn parse(args: impl IntoIterator<Item = String>) -> Outcome<Task> {
    let mut args = args.into_iter();
    let Some(name) = args.next() else { return Ok(Task::Help) };
    let task = match name.as_str() {
        "help" | "--help" | "-h" => return Ok(Task::Help),
        "build" => Task::Build,
        "serve" => Task::Serve(serve_options(&mut args)?),
        "test" => Task::Test { filter: args.next() },
        "check" => Task::Check,
        "demo" => Task::Demo(demo_options(&mut args)?),
        "pictures" => Task::Pictures,
        "dev" => Task::Dev,
        "bench" => Task::Bench { rest: args.by_ref().collect() },
        "fuzz" => Task::Fuzz { minutes: args.next().map_or(Ok(10), |text| minutes(&text))? },
        "mutants" => Task::Mutants { rest: args.by_ref().collect() },
        other => return Err(usage(format!("there is no task `{other}`"))),
    };
    match args.next() {
        Some(extra) => Err(usage(format!("`{name}` does not take `{extra}`"))),
        None => Ok(task),
    }
}

fn serve_options(args: &mut impl Iterator<Item = String>) -> Outcome<ServeOptions> {
    let mut options = ServeOptions::default();
    while let Some(flag) = args.next() {
        let mut value = || args.next().ok_or_else(|| usage(format!("`{flag}` needs a value")));
        match flag.as_str() {
            "--config" => options.config = Some(value()?.into()),
            "--listen" => {
                let text = value()?;
                let address = text.parse().map_err(|_| {
                    usage(format!("`--listen {text}` is not an address with a port, such as 127.0.0.1:8080"))
                })?;
                options.listen = Some(address);
            }
            "--no-build" => options.no_build = true,
            other => return Err(usage(format!("`serve` does not know `{other}`"))),
        }
    }
    Ok(options)
}

fn demo_options(args: &mut impl Iterator<Item = String>) -> Outcome<DemoOptions> {
    let mut options = DemoOptions::default();
    while let Some(flag) = args.next() {
        match flag.as_str() {
            "--to" => {
                options.to = Some(args.next().ok_or_else(|| usage("`--to` needs a folder".into()))?.into())
            }
            "--no-build" => options.no_build = true,
            other => return Err(usage(format!("`demo` does not know `{other}`"))),
        }
    }
    Ok(options)
}

fn minutes(text: &str) -> Outcome<u32> {
    let number = text.parse().ok().filter(|minutes| *minutes > 0);
    number.ok_or_else(|| usage(format!("`fuzz` takes a number of minutes, not `{text}`")))
}

fn usage(what: String) -> Failure {
    Failure::new(what, "`cargo xtask help` lists the tasks and their options")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Outcome<Task> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn serve_takes_its_options_in_any_order() {
        let task = parsed("serve --no-build --listen 127.0.0.1:9000 --config keyturn.toml").unwrap();
        assert_eq!(
            task,
            Task::Serve(ServeOptions {
                config: Some("keyturn.toml".into()),
                listen: Some("127.0.0.1:9000".parse().unwrap()),
                no_build: true,
            })
        );
    }

    #[test]
    fn test_takes_one_filter_at_most() {
        assert_eq!(parsed("test rotation").unwrap(), Task::Test { filter: Some("rotation".into()) });
        assert_eq!(parsed("test").unwrap(), Task::Test { filter: None });
        assert!(parsed("test one two").unwrap_err().what.contains("`two`"));
    }

    #[test]
    fn fuzzing_takes_ten_minutes_or_as_many_as_said() {
        assert_eq!(parsed("fuzz").unwrap(), Task::Fuzz { minutes: 10 });
        assert_eq!(parsed("fuzz 45").unwrap(), Task::Fuzz { minutes: 45 });
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        for (line, named) in [
            ("polish", "`polish`"),
            ("build --fast", "`--fast`"),
            ("serve --listen", "`--listen`"),
            ("serve --listen 8080", "8080"),
            ("serve --port 1", "`--port`"),
            ("demo --to", "`--to`"),
            ("demo story", "`story`"),
            ("fuzz all night", "`all`"),
            ("fuzz 0", "`0`"),
        ] {
            let failure = parsed(line).unwrap_err();
            assert!(failure.what.contains(named), "{line}: {}", failure.what);
        }
    }

    #[test]
    fn nothing_asks_for_help() {
        assert_eq!(parsed("").unwrap(), Task::Help);
    }
}
