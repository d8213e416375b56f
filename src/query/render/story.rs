//! One story for people: what is known of it as a whole, then its articles as they came, each copy below what it repeats.

use std::io::{self, Write};

use anstyle::Style;

use super::commonmark::{address, escaped};
use super::screen::Screen;
use super::sheet::{Sheet, on_screen};
use super::short;
use crate::model::LanguageCode;
use crate::query::cases::growth::StoryGrowth;
use crate::query::cases::stories::{Hour, Story, by_hour};
use crate::query::listing::Cell;
use crate::store::{StoryMember, StoryRow};

/// The most bars of a line.
const MAX_BARS: usize = 48;

/// From few to many.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Writes a story.
///
/// # Errors
/// It could not be written.
pub fn write_story(out: impl Write, screen: Screen, story: &Story) -> io::Result<()> {
    let mut page = Sheet { out, screen };
    page.paragraph(&story.detail.row.title, Style::new().bold(), |_| false)?;
    writeln!(page.out)?;
    for (name, value) in facts(story) {
        page.fact(name, &value)?;
    }
    writeln!(page.out)?;
    for member in &story.detail.members {
        let site = on_screen(member.site.as_deref().unwrap_or(&member.url), screen);
        let (title, dim) = (on_screen(&member.title, screen), page.styled(Style::new().dimmed()));
        let number = numbered(member);
        writeln!(page.out, "{dim}{}{dim:#}  {number}  {site}  {title}", time(member))?;
    }
    page.out.flush()
}

/// Writes a story as Markdown.
///
/// # Errors
/// It could not be written.
pub fn write_markdown(mut out: impl Write, story: &Story) -> io::Result<()> {
    writeln!(out, "# {}\n", escaped(&story.detail.row.title))?;
    for (name, value) in facts(story) {
        writeln!(out, "- {name}: {}", escaped(&value))?;
    }
    writeln!(out)?;
    for member in &story.detail.members {
        let indent = if member.copy_of.is_some() { "  " } else { "" };
        let kind = member.copy_of.map(|(_, kind)| format!(" ({kind})")).unwrap_or_default();
        let title = escaped(&member.title);
        writeln!(out, "{indent}- {} {title}{kind} {}", time(member), address(&member.url))?;
    }
    out.flush()
}

/// What is known of it as a whole, each with its name.
fn facts(story: &Story) -> Vec<(&'static str, String)> {
    let StoryRow { id, lead, first, last, articles, texts, languages, topics, .. } = &story.detail.row;
    let languages: Vec<&str> = languages.iter().map(LanguageCode::as_str).collect();
    let sources = story.detail.sources.iter().map(|(source, n)| format!("{source} ({n})"));
    let topics = topics.iter().map(|(topic, n)| format!("{topic} ({n} of {texts})"));
    let moment = |at| short::text(&Cell::from(at));
    vec![
        ("story", format!("{id}, titled by article {lead}")),
        ("first", format!("{} ({})", moment(*first), short::age(*first, story.now))),
        ("last", format!("{} ({})", moment(*last), short::age(*last, story.now))),
        ("articles", format!("{articles}: {texts} texts, {} copies", articles.saturating_sub(*texts))),
        ("sources", sources.collect::<Vec<_>>().join(", ")),
        ("languages", languages.join(", ")),
        ("topics", topics.collect::<Vec<_>>().join(", ")),
        ("last 6 h", growth(story.growth)),
        ("by hour", bars(&by_hour(&story.detail.members))),
    ]
}

fn growth(growth: StoryGrowth) -> String {
    let latest = growth.latest;
    let Some(habit) = growth.beside_habit else { return format!("{latest} texts") };
    let mark = habit.mark.map(|mark| format!(": {mark}")).unwrap_or_default();
    format!("{latest} texts, usually {:.1}{mark}", habit.expected)
}

fn time(member: &StoryMember) -> String {
    short::text(&Cell::from(member.dated))
}

/// Its number, and whose copy it is in what way.
fn numbered(member: &StoryMember) -> String {
    let language = member.language.as_ref().map_or("–", LanguageCode::as_str);
    match member.copy_of {
        None => format!("{} {language}", member.id),
        Some((_, kind)) => format!("└ {} {language} {kind} copy", member.id),
    }
}

/// Texts by the hour, from the first to the last; where these are many, several hours a bar, as is then said.
fn bars(hours: &[Hour]) -> String {
    let (Some(first), Some(last)) = (hours.first(), hours.last()) else { return String::new() };
    let place = |hour: &Hour| usize::try_from((hour.at.as_second() - first.at.as_second()) / 3600).unwrap_or(0);
    let n_hours = place(last) + 1;
    let hours_each = n_hours.div_ceil(MAX_BARS);
    let mut counts = vec![0_u32; n_hours.div_ceil(hours_each)];
    for hour in hours {
        if let Some(count) = counts.get_mut(place(hour) / hours_each) {
            *count += hour.texts;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let bar = |count: &u32| match count {
        0 => ' ',
        n => BARS.get((*n as usize * BARS.len()).div_ceil(most as usize) - 1).copied().unwrap_or('█'),
    };
    let line: String = counts.iter().map(bar).collect();
    let each = if hours_each > 1 { format!(" of {hours_each} h") } else { String::new() };
    // Bars, not spaces, so that what stands on one line stays as long as it is.
    format!("{} (at most {most} a bar{each})", line.replace(' ', "·"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(texts: &[(i64, u32)]) -> String {
        let hour = |&(hour, texts): &(i64, u32)| Hour {
            at: jiff::Timestamp::from_second(hour * 3600).expect("in range"),
            texts,
            articles: texts,
        };
        bars(&texts.iter().map(hour).collect::<Vec<_>>())
    }

    #[test]
    fn bars_show_each_hour_or_several() {
        assert_eq!(line(&[]), "");
        assert_eq!(line(&[(7, 1)]), "█ (at most 1 a bar)");
        assert_eq!(line(&[(7, 1), (8, 8), (11, 4)]), "▁█··▄ (at most 8 a bar)");
        assert_eq!(line(&[(0, 1), (1, 1), (96, 1)]).chars().take_while(|c| *c != ' ').count(), 33);
        assert!(line(&[(0, 1), (1, 1), (96, 1)]).ends_with("(at most 2 a bar of 3 h)"));
    }
}
