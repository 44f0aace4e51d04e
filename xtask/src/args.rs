//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args as Options, Parser, Subcommand, ValueEnum};

/// Everything that is done with Keyturn from a terminal. Tools that are missing are installed first; each is named, with
/// the reason and a rough time.
#[derive(Parser, Debug, PartialEq, Eq)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) task: Task,
}

#[derive(Subcommand, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Build the panel and serve it; without a configuration, with simulated vendors to try
    Serve(ServeOptions),
    /// Run every test, in real browsers too
    Test(TestOptions),
    /// Build the release page into dist/
    Build,
    /// Write the demo into a folder that any server of plain files can serve
    Demo(DemoOptions),
    /// Make the README's pictures anew, in a real browser
    Pictures,
    /// Serve the panel with simulated vendors and rebuild it on every change
    Dev,
    /// Check formatting, lints, documentation and dependencies
    Check,
    /// Measure the release page, or the scanner, beside what others do it with
    Bench(BenchOptions),
    /// Give the vault's readers bytes that nobody wrote
    Fuzz {
        /// For how long
        #[arg(default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
        minutes: u32,
    },
    /// Change the code that must never be wrong, and see whether a test notices (hours)
    Mutants {
        /// Passed on to cargo-mutants
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGS")]
        rest: Vec<String>,
    },
}

#[derive(Options, Debug, Default, PartialEq, Eq)]
pub(crate) struct ServeOptions {
    /// The connections to real vendors, as in keyturn.example.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Another address than the one configured, or than 127.0.0.1:8080
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<SocketAddr>,
    /// Serve the page that is in dist/ already
    #[arg(long)]
    pub(crate) no_build: bool,
}

#[derive(Options, Debug, Default, PartialEq, Eq)]
pub(crate) struct TestOptions {
    /// Only the acceptance tests whose names contain this
    pub(crate) filter: Option<String>,
    /// Kill the runs of the crash tests at every point, and not at a fixed spread of them
    #[arg(long)]
    pub(crate) full: bool,
}

#[derive(Options, Debug, Default, PartialEq, Eq)]
pub(crate) struct DemoOptions {
    /// Where it goes: a new or empty folder, or an earlier demo
    #[arg(long, value_name = "FOLDER")]
    pub(crate) to: Option<PathBuf>,
    /// Take the page that is in dist/ already
    #[arg(long)]
    pub(crate) no_build: bool,
}

#[derive(Options, Debug, PartialEq, Eq)]
pub(crate) struct BenchOptions {
    /// What is measured
    #[arg(value_enum, default_value_t)]
    pub(crate) what: Measured,
    /// How often everything is measured
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..100))]
    pub(crate) rounds: u32,
}

/// The words are those of the command line in `bench/`.
#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Measured {
    /// The first view, beside two other admin pages; then coming back, and what every file weighs
    #[default]
    FirstView,
    /// Coming back to a vault of 200 keys, beside a table behind a passphrase made with others' tools
    Returning,
    /// The opening of the vault, beside two other ways from a passphrase to a key
    Unlock,
    /// The scanner, beside ripgrep and a regular expression in JavaScript
    Scan,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn parsed(line: &str) -> Result<Task, String> {
        let words = std::iter::once("xtask").chain(line.split_whitespace());
        Args::try_parse_from(words).map(|args| args.task).map_err(|error| error.to_string())
    }

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Args::command().debug_assert();
    }

    #[test]
    fn serve_takes_its_options_in_any_order() {
        let task = parsed("serve --no-build --listen 127.0.0.1:9000 --config keyturn.toml").unwrap();
        let expected = ServeOptions {
            config: Some("keyturn.toml".into()),
            listen: Some("127.0.0.1:9000".parse().unwrap()),
            no_build: true,
        };
        assert_eq!(task, Task::Serve(expected));
    }

    #[test]
    fn test_takes_one_filter_at_most() {
        let one = TestOptions { filter: Some("rotation".into()), full: false };
        assert_eq!(parsed("test rotation").unwrap(), Task::Test(one));
        let all = TestOptions { filter: None, full: true };
        assert_eq!(parsed("test --full").unwrap(), Task::Test(all));
        assert!(parsed("test one two").unwrap_err().contains("'two'"));
    }

    #[test]
    fn bench_measures_the_first_view_five_times_unless_told_otherwise() {
        let first_view = BenchOptions { what: Measured::FirstView, rounds: 5 };
        assert_eq!(parsed("bench").unwrap(), Task::Bench(first_view));
        let unlock = BenchOptions { what: Measured::Unlock, rounds: 2 };
        assert_eq!(parsed("bench unlock --rounds 2").unwrap(), Task::Bench(unlock));
    }

    #[test]
    fn what_mutants_is_told_is_passed_on() {
        let rest = ["--file", "a.rs", "--help"].map(str::to_owned).into();
        assert_eq!(parsed("mutants --file a.rs --help").unwrap(), Task::Mutants { rest });
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        for (line, named) in [
            ("polish", "polish"),
            ("build --fast", "--fast"),
            ("serve --listen", "--listen"),
            ("serve --listen 8080", "8080"),
            ("demo story", "story"),
            ("fuzz all", "all"),
            ("fuzz 0", "0"),
            ("bench lunch", "lunch"),
            ("bench --rounds 100", "100"),
        ] {
            let error = parsed(line).unwrap_err();
            assert!(error.contains(named), "{line}: {error}");
        }
    }

    #[test]
    fn nothing_asks_for_help() {
        assert!(parsed("").unwrap_err().contains("Usage: cargo xtask <COMMAND>"));
    }
}
