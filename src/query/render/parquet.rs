//! Exported articles as Parquet: typed columns, compressed, for DuckDB, pandas, Spark and the like.
//!
//! The crate writes columns, an export gives rows: rows are gathered until they are worth a row group. Lists are Parquet's own
//! lists, scored topics a list of records, times of sight instants; what may be a day or an instant (`published`) is text, as
//! in the other formats.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::StreamError;
use crate::query::listing::{Cell, Column, OnRow, Row};

/// Rows of a row group: some 30 MB of articles, and what readers share out among their threads.
const ROWS_OF_A_GROUP: usize = 10_000;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Integer,
    Real,
    Text,
    Instant,
    Texts,
    Scores,
}

impl Kind {
    /// By the column's name: a null says nothing of what others are.
    fn of(name: &str) -> Self {
        match name {
            "id" | "word_count" | "copy_of" | "story_id" | "gone_status" => Self::Integer,
            "copy_jaccard" | "copy_containment" | "language_confidence" => Self::Real,
            "first_seen" | "gone_since" => Self::Instant,
            "authors" | "credit" | "sources" | "keywords" | "links" => Self::Texts,
            "topics" => Self::Scores,
            _ => Self::Text,
        }
    }

    /// The column in Parquet's language of schemas.
    fn field(self, name: &str) -> String {
        match self {
            Self::Integer => format!("optional int64 {name};"),
            Self::Real => format!("optional double {name};"),
            Self::Text => format!("optional binary {name} (STRING);"),
            Self::Instant => format!("optional int64 {name} (TIMESTAMP(MICROS,true));"),
            Self::Texts => format!(
                "required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}"
            ),
            Self::Scores => format!(
                "required group {name} (LIST) {{ repeated group list {{ required group element {{ \
                 required binary topic (STRING); required double score; }} }} }}"
            ),
        }
    }
}

/// The values of one column of the file, with what is null and where lists begin.
#[derive(Debug, Default)]
struct Values {
    integers: Vec<i64>,
    reals: Vec<f64>,
    texts: Vec<ByteArray>,
    /// 1 where there is a value, 0 where there is none.
    presence: Vec<i16>,
    /// 0 where a row begins, 1 where its list goes on.
    repetition: Vec<i16>,
}

impl Values {
    fn absent(&mut self) {
        self.presence.push(0);
        self.repetition.push(0);
    }

    fn text(&mut self, text: &str, is_further: bool) {
        self.texts.push(text.as_bytes().to_vec().into());
        self.present(is_further);
    }

    fn present(&mut self, is_further: bool) {
        self.presence.push(1);
        self.repetition.push(i16::from(is_further));
    }
}

/// Writes the rows that a use case hands on; gives back how many there were.
///
/// # Errors
/// The use case failed, or the output could not be written.
pub fn write_stream<E: std::error::Error>(
    out: impl Write + Send,
    produce: impl FnOnce(OnRow<'_>) -> Result<Vec<Column>, E>,
) -> Result<usize, StreamError<E>> {
    let mut out = Some(out);
    let mut writer = None;
    let (mut written, mut n_rows) = (Ok(()), 0);
    let mut take = |columns: &[Column], row: Row| -> io::Result<()> {
        if let Some(out) = out.take() {
            writer = Some(ParquetWriter::new(out, columns)?);
        }
        n_rows += 1;
        writer.as_mut().map_or(Ok(()), |writer| writer.row(&row))
    };
    let columns = produce(&mut |columns, row| match take(columns, row) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            written = Err(error);
            ControlFlow::Break(())
        }
    });
    let columns = columns.map_err(StreamError::Source)?;
    let finish = || -> io::Result<()> {
        written?;
        let writer = match (writer, out) {
            (Some(writer), _) => writer,
            // A file without rows tells of its columns all the same.
            (None, Some(out)) => ParquetWriter::new(out, &columns)?,
            (None, None) => return Ok(()),
        };
        writer.finish()?.flush()
    };
    finish().map_err(StreamError::Output)?;
    Ok(n_rows)
}

/// Writes rows as Parquet.
struct ParquetWriter<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    kinds: Vec<Kind>,
    /// A column of the file each; scored topics have two.
    columns: Vec<Values>,
    n_waiting: usize,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// Begins a file with these columns.
    fn new(out: W, columns: &[Column]) -> io::Result<Self> {
        let kinds: Vec<Kind> = columns.iter().map(|column| Kind::of(&column.name)).collect();
        let fields: String = columns.iter().zip(&kinds).map(|(column, kind)| kind.field(&column.name)).collect();
        let schema = parse_message_type(&format!("message articles {{ {fields} }}")).map_err(bare)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("rasid ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(bare)?;
        let n_columns = kinds.iter().map(|kind| if *kind == Kind::Scores { 2 } else { 1 }).sum();
        Ok(Self { writer, kinds, columns: (0..n_columns).map(|_| Values::default()).collect(), n_waiting: 0 })
    }

    /// Takes a row, which has a cell for each column.
    fn row(&mut self, row: &Row) -> io::Result<()> {
        let mut columns = self.columns.iter_mut();
        for (cell, kind) in row.iter().zip(&self.kinds) {
            match (kind, columns.next()) {
                (Kind::Scores, Some(topics)) => {
                    if let Some(scores) = columns.next() {
                        take_scores(cell, topics, scores);
                    }
                }
                (kind, Some(values)) => take(cell, *kind, values)?,
                (_, None) => {}
            }
        }
        self.n_waiting += 1;
        if self.n_waiting >= ROWS_OF_A_GROUP { self.write_group() } else { Ok(()) }
    }

    /// Writes what is left, and the index at the end.
    fn finish(mut self) -> io::Result<W> {
        self.write_group()?;
        self.writer.into_inner().map_err(bare)
    }

    fn write_group(&mut self) -> io::Result<()> {
        if self.n_waiting == 0 {
            return Ok(());
        }
        self.n_waiting = 0;
        let mut group = self.writer.next_row_group().map_err(bare)?;
        let mut values = self.columns.iter_mut().map(std::mem::take);
        while let Some(mut column) = group.next_column().map_err(bare)? {
            let values = values.next().unwrap_or_default();
            let (presence, repetition) = (Some(&values.presence[..]), Some(&values.repetition[..]));
            let written = match column.untyped() {
                ColumnWriter::Int64ColumnWriter(writer) => writer.write_batch(&values.integers, presence, repetition),
                ColumnWriter::DoubleColumnWriter(writer) => writer.write_batch(&values.reals, presence, repetition),
                ColumnWriter::ByteArrayColumnWriter(writer) => writer.write_batch(&values.texts, presence, repetition),
                _ => Err(ParquetError::General("a column of another type than the schema says".to_owned())),
            };
            written.and_then(|_| column.close()).map_err(bare)?;
        }
        group.close().map(drop).map_err(bare)
    }
}

/// Takes a cell; one that is not what its column holds is a mistake in [`Kind::of`], and must not come out as nothing.
fn take(cell: &Cell, kind: Kind, values: &mut Values) -> io::Result<()> {
    match (kind, cell) {
        (_, Cell::Null) => values.absent(),
        (Kind::Integer, Cell::Integer(number)) => {
            values.integers.push(*number);
            values.present(false);
        }
        (Kind::Real, Cell::Real(number)) => {
            values.reals.push(*number);
            values.present(false);
        }
        (Kind::Instant, Cell::Time(moment)) => {
            values.integers.push(moment.timestamp().as_microsecond());
            values.present(false);
        }
        (Kind::Texts, Cell::List(cells)) => {
            for (n, cell) in cells.iter().enumerate() {
                values.text(&cell.exact_text(), n > 0);
            }
            if cells.is_empty() {
                values.absent();
            }
        }
        (Kind::Text, Cell::Text(_) | Cell::Time(_)) => values.text(&cell.exact_text(), false),
        (kind, cell) => return Err(io::Error::other(format!("a column of kind {kind:?} was given {cell:?}"))),
    }
    Ok(())
}

fn take_scores(cell: &Cell, topics: &mut Values, scores: &mut Values) {
    let records = match cell {
        Cell::List(cells) => cells.as_slice(),
        _ => &[],
    };
    for (n, record) in records.iter().enumerate() {
        let Cell::Record(fields) = record else { continue };
        for (name, value) in fields {
            match (name.as_ref(), value) {
                ("topic", value) => topics.text(&value.exact_text(), n > 0),
                ("score", Cell::Real(score)) => {
                    scores.reals.push(*score);
                    scores.present(n > 0);
                }
                _ => {}
            }
        }
    }
    if records.is_empty() {
        topics.absent();
        scores.absent();
    }
}

/// The error of the output itself, by whose kind a closed pipe is known.
fn bare(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(cause) => io::Error::other(cause),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use parquet::file::reader::{FileReader as _, SerializedFileReader};

    use super::*;
    use crate::model::Moment;

    const COLUMNS: [&str; 6] = ["id", "title", "first_seen", "authors", "topics", "copy_jaccard"];

    fn row(id: i64) -> Row {
        let score = |topic: &str, score: f64| Cell::record([("topic", topic.into()), ("score", score.into())]);
        vec![
            id.into(),
            if id == 2 { Cell::Null } else { Cell::from("عنوان") },
            Moment::utc(jiff::Timestamp::from_second(id).expect("a time")).into(),
            Cell::texts(["Ann", "Bo"].into_iter().take(usize::try_from(id % 3).expect("small"))),
            Cell::List(if id == 1 { vec![score("a", 4.5), score("b", 3.0)] } else { Vec::new() }),
            if id == 3 { Cell::Real(0.25) } else { Cell::Null },
        ]
    }

    /// What a reader makes of so many rows.
    fn read(n_rows: i64) -> (usize, Vec<String>) {
        let columns: Vec<Column> = COLUMNS.into_iter().map(Column::hidden).collect();
        let mut out = Vec::new();
        let produce = |receive: OnRow<'_>| {
            for id in 1..=n_rows {
                assert!(receive(&columns, row(id)).is_continue());
            }
            Ok::<_, std::convert::Infallible>(columns.clone())
        };
        write_stream(&mut out, produce).expect("memory takes it");
        let reader = SerializedFileReader::new(Bytes::from(out)).expect("Parquet");
        let rows = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row").to_string()).collect();
        (reader.num_row_groups(), rows)
    }

    #[test]
    fn values_lists_records_and_nulls_come_back() {
        let (n_groups, rows) = read(3);
        assert_eq!(n_groups, 1);
        let first = "{id: 1, title: \"عنوان\", first_seen: 1970-01-01 00:00:01.000000 +00:00, authors: [\"Ann\"], \
            topics: [{topic: \"a\", score: 4.5}, {topic: \"b\", score: 3.0}], copy_jaccard: null}";
        assert_eq!(rows[0], first);
        let second = "{id: 2, title: null, first_seen: 1970-01-01 00:00:02.000000 +00:00, authors: [\"Ann\", \"Bo\"], topics: [], copy_jaccard: null}";
        assert_eq!(rows[1], second);
        assert!(rows[2].ends_with("authors: [], topics: [], copy_jaccard: 0.25}"), "{}", rows[2]);
    }

    #[test]
    fn many_rows_are_several_groups_and_none_is_a_file_too() {
        let n_rows = i64::try_from(ROWS_OF_A_GROUP).expect("small") + 1;
        let (n_groups, rows) = read(n_rows);
        assert_eq!((n_groups, rows.len()), (2, ROWS_OF_A_GROUP + 1));
        assert_eq!(read(0), (0, Vec::new()));
    }
}
