//! Broken configurations, each with the whole report.

use super::*;
