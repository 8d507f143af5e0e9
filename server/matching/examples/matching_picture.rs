//! A picture of good cases: who met whom how often, in a shuffle and in the matching, beside each other.
//!
//! `cargo run --release -p onefloor-core --example matching_picture > web/pictures/matching.svg` draws
//! it. Each square is two people; the same seed gives the same picture.
#![allow(clippy::print_stdout, reason = "the picture goes to standard output")]

use std::fmt::Write;

use onefloor_matching::{Person, Request, match_rounds};

/// What is drawn: people, people in a room, rounds.
const CASES: [(usize, usize, usize); 3] = [(17, 4, 5), (32, 4, 10), (60, 5, 6)];
/// Side of one picture of pairs, in pixels.
const SIDE: usize = 300;
const GAP: usize = 40;
const CAPTION: usize = 72;
/// Never met, met once, twice, three times and more. Told apart by lightness as well.
const SHADES: [&str; 4] = ["#eeece6", "#8ea2ee", "#d98a3a", "#8c2f14"];

type Rooms = Vec<Vec<usize>>;

/// How often each pair met.
struct Meetings(Vec<Vec<usize>>);

impl Meetings {
    fn of(people: usize, rounds: &[Rooms]) -> Self {
        let mut times = vec![vec![0; people]; people];
        for room in rounds.iter().flatten() {
            for (at, &one) in room.iter().enumerate() {
                for &other in &room[at + 1..] {
                    times[one][other] += 1;
                    times[other][one] += 1;
                }
            }
        }
        Self(times)
    }

    /// Meetings of people who had met before.
    fn repeats(&self) -> usize {
        let each = self.0.iter().flatten();
        each.map(|times| times.saturating_sub(1)).sum::<usize>() / 2
    }

    /// A square a pair, both ways round, as one path a shade, on the shade of those who never met.
    fn draw(&self, left: usize, top: usize, into: &mut String) {
        let mut paths = [const { String::new() }; SHADES.len()];
        for (row, times) in self.0.iter().enumerate() {
            for (column, &times) in times.iter().enumerate().filter(|(_, times)| **times > 0) {
                let path = &mut paths[times.min(SHADES.len() - 1)];
                let _ = write!(path, "M{column} {row}h.9v.9h-.9z");
            }
        }
        let [never, met @ ..] = SHADES;
        let _ = writeln!(
            into,
            r#"<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="{never}"/>"#
        );
        let scale = SIDE as f64 / self.0.len() as f64;
        for (path, shade) in paths.iter().skip(1).zip(met) {
            let place = format!("translate({left} {top}) scale({scale:.3})");
            let _ = writeln!(
                into,
                r#"<path transform="{place}" fill="{shade}" d="{path}"/>"#
            );
        }
    }
}

/// Rooms as other systems draw them: everybody in a hat, each round anew.
fn shuffled(people: usize, rooms: usize, rounds: usize) -> Vec<Rooms> {
    let mut state = 1_u64;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005);
        state = state.wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % bound
    };
    let mut hat: Vec<usize> = (0..people).collect();
    let draw = |_| {
        for at in (1..people).rev() {
            hat.swap(at, below(at + 1));
        }
        let mut round = vec![Vec::new(); rooms];
        for (at, &person) in hat.iter().enumerate() {
            round[at % rooms].push(person);
        }
        round
    };
    (0..rounds).map(draw).collect()
}

fn text(left: usize, top: usize, size: usize, said: &str, into: &mut String) {
    let _ = writeln!(
        into,
        r##"<text x="{left}" y="{top}" font-size="{size}" fill="#1d1b18">{said}</text>"##
    );
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (width, height) = (
        2 * SIDE + 3 * GAP,
        CASES.len() * (SIDE + CAPTION) + GAP + CAPTION,
    );
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="system-ui, sans-serif">
<title>Who met whom how often: a shuffle on the left, Onefloor on the right</title>
<rect width="{width}" height="{height}" rx="12" fill="#faf9f6"/>
"##
    );
    for (case, (people, size, rounds)) in CASES.into_iter().enumerate() {
        let top = GAP + CAPTION + case * (SIDE + CAPTION);
        let ids = 0..u32::try_from(people)?;
        let crowd = ids.map(|id| Person {
            id,
            ..Person::default()
        });
        let drawn = match_rounds(&Request::new(crowd.collect(), size, 1), rounds)?;
        let ours: Vec<Rooms> = drawn
            .iter()
            .map(|round| round.rooms.iter().map(|room| room.people.clone()).collect())
            .collect();
        let rooms = ours.first().map_or(1, Vec::len);
        let sides = [
            ("Shuffle", shuffled(people, rooms, rounds)),
            ("Onefloor", ours),
        ];
        for (side, (name, rounds_drawn)) in sides.into_iter().enumerate() {
            let left = GAP + side * (SIDE + GAP);
            let met = Meetings::of(people, &rounds_drawn);
            let repeats = met.repeats();
            if side == 0 {
                let said = format!("{people} people, {rooms} rooms, {rounds} rounds");
                text(left, top - 38, 17, &said, &mut svg);
            }
            let said = format!("{name}: {repeats} met again");
            text(left, top - 14, 14, &said, &mut svg);
            met.draw(left, top, &mut svg);
        }
    }
    let legend = ["never met", "once", "twice", "three times or more"];
    let mut left = GAP;
    for (shade, said) in SHADES.iter().zip(legend) {
        let top = height - GAP;
        let _ = writeln!(
            svg,
            r#"<rect x="{left}" y="{}" width="14" height="14" fill="{shade}"/>"#,
            top - 12
        );
        text(left + 22, top, 14, said, &mut svg);
        left += 130;
    }
    svg.push_str("</svg>");
    println!("{svg}");
    Ok(())
}
