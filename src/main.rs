//! The `rasid` program. Everything is in the library; this only hands over the arguments and the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    rasid::cli::main()
}
