//! `cargo xtask fuzz`: libFuzzer on everything that reads what a vault stores, with the stable compiler.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::{command, say};

/// How the compiler counts what a run reaches. libFuzzer needs no more than this, and no sanitizer: the code is safe
/// Rust, whose mistakes are panics.
const COUNTED: &str = "-Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// The longest input, in bytes: a whole journal of a rotation and a little more.
const LONGEST: &str = "-max_len=9000";

pub(crate) fn run(project: &Project, minutes: u32) -> Outcome {
    let directory = project.root.join("fuzz");
    let target = project.target.join("fuzz");
    let kept = target.join("corpus");
    let found = target.join("found");
    for directory in [&kept, &found] {
        std::fs::create_dir_all(directory).map_err(|cause| Failure::file(directory, cause))?;
    }
    let host = host(project)?;
    say::headline("Building the fuzzer; a few minutes the first time (it takes a C++ compiler)");
    // With a target named, build scripts and macros are left uncounted.
    let mut build = command::cargo(project);
    build.args(["build", "--release", "--target", &host]).current_dir(&directory);
    build.env("CARGO_TARGET_DIR", &target).env("RUSTFLAGS", COUNTED);
    command::run(&mut build, "see that a C++ compiler is installed, then read the first error above")?;
    say::headline(&format!("Fuzzing for {minutes} min; new inputs go to {}", kept.display()));
    let mut fuzzer = Command::new(target.join(&host).join("release/keyturn-fuzz"));
    fuzzer.arg(&kept).arg(directory.join("corpus")).arg(LONGEST).arg("-timeout=10");
    fuzzer.arg(format!("-max_total_time={}", u64::from(minutes) * 60));
    fuzzer.arg(format!("-artifact_prefix={}/", found.display()));
    command::run(
        &mut fuzzer,
        "the last line names the input that was found: mend the reader, and keep the input in fuzz/corpus",
    )
}

/// The system that the compiler builds for when nothing else is said.
fn host(project: &Project) -> Outcome<String> {
    let text = command::output(command::program(project, "rustc").args(["--print", "host-tuple"]));
    text.ok_or_else(|| {
        Failure::new("the compiler does not say what it builds for", "see that `rustc` starts")
    })
}
