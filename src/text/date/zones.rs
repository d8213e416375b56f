//! Zone names that stand behind times, and the offsets they mean.
//!
//! Where a name means two zones, the one of the larger press is taken (IST is India's); names whose offset depends on
//! the season (ET, PT) are left out, because a wrong offset is worse than none.

use jiff::tz::Offset;

/// Name in lower case and offset from UTC in minutes.
#[rustfmt::skip]
const ZONES: &[(&str, i32)] = &[
    ("z", 0), ("ut", 0), ("utc", 0), ("gmt", 0), ("wet", 0),
    ("bst", 60), ("cet", 60), ("met", 60), ("mez", 60), ("wat", 60), ("west", 60),
    ("cat", 120), ("cest", 120), ("eet", 120), ("mesz", 120), ("mest", 120), ("sast", 120),
    ("eat", 180), ("eest", 180), ("idt", 180), ("msk", 180), ("мск", 180), ("trt", 180),
    ("irst", 210), ("gst", 240), ("msd", 240), ("samt", 240), ("irdt", 270), ("aft", 270),
    ("pkt", 300), ("uzt", 300), ("yekt", 300), ("ist", 330), ("npt", 345), ("almt", 360), ("bdt", 360), ("omst", 360),
    ("ict", 420), ("krat", 420), ("novt", 420), ("wib", 420),
    ("awst", 480), ("hkt", 480), ("irkt", 480), ("myt", 480), ("pht", 480), ("sgt", 480), ("wita", 480),
    ("jst", 540), ("kst", 540), ("wit", 540), ("acst", 570), ("acdt", 630),
    ("aest", 600), ("vlat", 600), ("aedt", 660), ("nzst", 720), ("nzdt", 780),
    ("art", -180), ("brt", -180), ("clst", -180), ("adt", -180), ("nst", -210), ("ndt", -150),
    ("clt", -240), ("edt", -240), ("cdt", -300), ("cot", -300), ("est", -300), ("pet", -300),
    ("cst", -360), ("mdt", -360), ("mst", -420), ("pdt", -420), ("akdt", -480), ("pst", -480),
    ("akst", -540), ("hst", -600),
];

/// The offset of a zone by its folded name.
pub(super) fn by_name(name: &str) -> Option<Offset> {
    let (_, minutes) = ZONES.iter().find(|(zone, _)| *zone == name)?;
    of_minutes(*minutes)
}

/// The offset of so many minutes from UTC; no place is farther than 15 hours.
pub(super) fn of_minutes(minutes: i32) -> Option<Offset> {
    (minutes.abs() <= 15 * 60).then(|| Offset::from_seconds(minutes * 60).ok()).flatten()
}
