//! The async runtime that polls run on.

use std::io;

use tokio::runtime::{Builder, Runtime};

/// The stack of each thread. Parsers recurse into what the web sends; the depth gates of `read` keep that far below this.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Starts the runtime.
///
/// # Errors
/// The system gives no threads.
pub fn start() -> io::Result<Runtime> {
    Builder::new_multi_thread().enable_all().thread_name("rasid").thread_stack_size(STACK_BYTES).build()
}
