//! Tables: a head that comes again on every page, and rows that break where they are too long.

use krilla::tagging::{TableHeaderScope, Tag, TagKind};

use super::super::document::Table;
use super::super::text::Text;
use super::flow::{Branch, Flow, LEFT, RIGHT};
use super::set::Align;
use super::{SMALL, SMALL_HEAD};

/// Between the columns, and above and below the words of a row.
const GAP: f32 = 10.0;
const PAD: f32 = 3.5;

/// A column's place on the page.
#[derive(Debug, Clone, Copy)]
struct Track {
    left: f32,
    width: f32,
    is_number: bool,
}

/// Set cells, and where the next line of each is.
struct Row {
    sets: Vec<usize>,
    heights: Vec<Vec<f32>>,
    done: Vec<usize>,
}

impl Row {
    fn height(&self) -> f32 {
        let cells = self.heights.iter().zip(&self.done);
        let heights = cells.map(|(lines, done)| lines[*done..].iter().sum());
        heights.fold(0.0, f32::max)
    }

    fn is_done(&self) -> bool {
        let mut cells = self.heights.iter().zip(&self.done);
        cells.all(|(lines, done)| *done >= lines.len())
    }
}

impl Flow {
    pub(super) fn table(&mut self, table: &Table) {
        let tracks = tracks(table);
        let head = self.row(
            table
                .columns
                .iter()
                .map(|column| Text::from(column.head))
                .collect(),
            &tracks,
            true,
        );
        let rows: Vec<Row> = table
            .rows
            .iter()
            .map(|row| self.row(row.clone(), &tracks, false))
            .collect();
        let first = rows.first().map_or(0.0, Row::height).min(60.0);
        self.ensure(head.height() + 2.0 * PAD + first);
        let mut head_tags = Vec::new();
        for set in &head.sets {
            let tag = Tag::TH(TableHeaderScope::Column);
            head_tags.push(Branch::Group(tag.into(), vec![Branch::Set(*set)]));
        }
        self.whole(&head, &tracks, false);
        let mut body = Vec::new();
        for row in rows {
            let cells = row.sets.iter().map(|set| {
                let tag: TagKind = Tag::TD.with_lang(self.language(*set)).into();
                Branch::Group(tag, vec![Branch::Set(*set)])
            });
            body.push(Branch::Group(Tag::TR.into(), cells.collect()));
            self.lay_row(row, &head, &tracks);
        }
        self.y += 8.0;
        let head = Branch::Group(Tag::TR.into(), head_tags);
        self.tags.push(Branch::Group(
            Tag::Table.into(),
            vec![
                Branch::Group(Tag::THead.into(), vec![head]),
                Branch::Group(Tag::TBody.into(), body),
            ],
        ));
    }

    fn row(&mut self, cells: Vec<Text>, tracks: &[Track], is_head: bool) -> Row {
        let style = if is_head { SMALL_HEAD } else { SMALL };
        let cells = cells.iter().zip(tracks);
        let sets: Vec<usize> = cells
            .map(|(text, track)| {
                let align = if track.is_number {
                    Align::End
                } else {
                    Align::Start
                };
                self.set(text, style, track.width, align)
            })
            .collect();
        let heights: Vec<Vec<f32>> = sets.iter().map(|set| self.line_heights(*set)).collect();
        let done = vec![0; sets.len()];
        Row {
            sets,
            heights,
            done,
        }
    }

    /// A row that fits on a page stays on one; another is broken between lines.
    fn lay_row(&mut self, mut row: Row, head: &Row, tracks: &[Track]) {
        const WHOLE_MAX: f32 = 240.0;
        if row.height() + 2.0 * PAD > self.room() && row.height() <= WHOLE_MAX {
            self.turn(head, tracks);
        }
        loop {
            let top = self.y + PAD;
            let room = self.room() - 2.0 * PAD;
            let mut lowest: f32 = 0.0;
            let cells = row.sets.iter().zip(&row.heights).zip(&mut row.done);
            for (((set, heights), done), track) in cells.zip(tracks) {
                let mut height = 0.0;
                while let Some(line) = heights.get(*done).filter(|line| height + **line <= room) {
                    self.mark_line(*set, *done, track.left, top + height, false);
                    *done += 1;
                    height += line;
                }
                lowest = lowest.max(height);
            }
            self.y = top + lowest + PAD;
            if row.is_done() {
                self.rule();
                return;
            }
            self.turn(head, tracks);
        }
    }

    /// The next page, with the head once more.
    fn turn(&mut self, head: &Row, tracks: &[Track]) {
        self.next_page();
        self.whole(head, tracks, true);
    }

    fn whole(&mut self, row: &Row, tracks: &[Track], is_repeated: bool) {
        for ((set, heights), track) in row.sets.iter().zip(&row.heights).zip(tracks) {
            let mut top = self.y + PAD;
            for (line, height) in heights.iter().enumerate() {
                self.mark_line(*set, line, track.left, top, is_repeated);
                top += height;
            }
        }
        self.y += row.height() + 2.0 * PAD;
        self.rule();
    }
}

fn tracks(table: &Table) -> Vec<Track> {
    let shares: f32 = table
        .columns
        .iter()
        .map(|column| f32::from(column.share))
        .sum();
    let gaps = GAP * table.columns.len().saturating_sub(1) as f32;
    let free = RIGHT - LEFT - gaps;
    let mut left = LEFT;
    let track = |column: &super::super::document::Column| {
        let width = free * f32::from(column.share) / shares.max(1.0);
        let track = Track {
            left,
            width,
            is_number: column.is_number,
        };
        left += width + GAP;
        track
    };
    table.columns.iter().map(track).collect()
}
