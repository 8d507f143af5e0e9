//! The annex: the floor, the rounds, the polls, the times and the numbers.

use onefloor_core::floor::{ItemKind, Statistics};
use onefloor_core::limits;
use onefloor_core::poll::{OptionTally, PollResult};
use onefloor_core::report::{Harvested, PollOutcome, Report, Turn};
use onefloor_core::terms::{ItemState, Origin};
use onefloor_core::text::language_of;
use serde::Serialize;

use super::super::sheets::word;
use super::super::text::Text;
use super::times::Times;
use super::{Block, Column, Entry, Marker, Table, form, minutes, named, part, section};

pub(super) fn lay_out(report: &Report, times: &Times, blocks: &mut Vec<Block>) {
    blocks.push(section("Annex"));
    form::points(report, times, blocks);
    if !report.discussion.is_empty() {
        blocks.push(part("The floor"));
        blocks.push(discussion(report));
    }
    if !report.breakouts.is_empty() {
        blocks.push(part("Breakout rounds"));
        blocks.push(rounds(report, times));
    }
    if !report.harvest.is_empty() {
        blocks.push(part("What the rooms brought back"));
        let rooms = report.harvest.iter();
        let entries = rooms.map(|room| harvested(room, times)).collect();
        blocks.push(Block::List(Marker::Bullet, entries));
    }
    for poll in &report.polls {
        blocks.push(part(
            Text::from("Temperature check: ").and_written(&poll.question),
        ));
        blocks.push(tallied(poll));
        let PollResult {
            answered, present, ..
        } = poll.result;
        let turnout = format!("{answered} of {present} people with a screen");
        blocks.push(Block::Facts(vec![("Answered".into(), turnout.into())]));
    }
    if !report.timings.is_empty() {
        blocks.push(part("Planned and actual times"));
        blocks.push(timings(report, times));
    }
    if !report.discussion.is_empty() {
        blocks.push(part("What became of it"));
        blocks.push(accounts(report));
    }
    feedback(report, blocks);
    people(report, blocks);
    blocks.push(part("Numbers"));
    blocks.push(Block::Facts(numbers(report)));
}

fn discussion(report: &Report) -> Block {
    let columns = vec![
        Column::number("No", 4),
        Column::text("From", 9),
        Column::text("Who", 15),
        Column::text("Asked", 36),
        Column::number("Support", 9),
        Column::text("Outcome", 12),
        Column::number("Time", 6),
    ];
    let rows = report.discussion.iter().map(turn).collect();
    Block::Table(Table { columns, rows })
}

fn turn(turn: &Turn) -> Vec<Text> {
    let who = match &turn.name {
        Some(name) => named(name, turn.affiliation.as_deref()),
        None if turn.erased => "(erased)".into(),
        None if turn.kind == ItemKind::Proxy => "Somebody in the room".into(),
        None => "Anonymous".into(),
    };
    let mut asked = match (&turn.text, turn.kind) {
        (Some(text), _) => Text::written_in(text, turn.language.as_deref()),
        (None, ItemKind::Question | ItemKind::Comment) if turn.erased => {
            "(erased by its asker)".into()
        }
        (None, ItemKind::Question | ItemKind::Comment) => Text::default(),
        (None, ItemKind::Hand) => "(raised hand)".into(),
        (None, ItemKind::Proxy) => "(spoke from the room)".into(),
    };
    if turn.merged > 0 {
        asked = asked.and(&format!(" (with {} alike)", turn.merged));
    }
    if let Some(answer) = &turn.answer {
        asked = asked.and("\nAnswer: ").and_written(answer);
    }
    vec![
        turn.item.to_string().into(),
        origin(turn.origin).into(),
        who,
        asked,
        turn.votes.to_string().into(),
        outcome(turn.outcome).into(),
        turn.took_ms.map(minutes).unwrap_or_default().into(),
    ]
}

fn rounds(report: &Report, times: &Times) -> Block {
    let columns = vec![
        Column::text("Prompt", 50),
        Column::number("Rooms", 10),
        Column::number("People", 10),
        Column::text("Time", 18),
    ];
    let rows = report.breakouts.iter().map(|round| {
        let clock = |at_ms| times.clock(at_ms);
        let closed = round.closed_at_ms.map(clock).unwrap_or_default();
        vec![
            Text::written(&round.prompt),
            round.rooms.to_string().into(),
            round.people.to_string().into(),
            format!("{}–{closed}", clock(round.opened_at_ms)).into(),
        ]
    });
    let rows = rows.collect();
    Block::Table(Table { columns, rows })
}

fn harvested(harvested: &Harvested, times: &Times) -> Entry {
    let names = harvested.names.iter().map(|name| Text::written(name));
    Entry {
        text: Text::written(&harvested.text),
        source: Text::joined(names.chain([times.clock(harvested.at_ms).into()]), ", "),
    }
}

/// What people said after the end, without names.
fn feedback(report: &Report, blocks: &mut Vec<Block>) {
    let feedback = &report.feedback;
    if feedback.given == 0 {
        return;
    }
    blocks.push(part("Feedback after the end"));
    let columns = vec![Column::text("Rating", 70), Column::number("People", 30)];
    let row = |(rating, people): &(Option<u8>, usize)| {
        let rating = match rating {
            Some(rating) => format!("{rating} of {}", limits::RATING_MAX).into(),
            None => "Ratings of fewer than five people each".into(),
        };
        vec![rating, people.to_string().into()]
    };
    let rows = feedback.ratings.iter().map(row).collect();
    blocks.push(Block::Table(Table { columns, rows }));
    if !feedback.lines.is_empty() {
        let lines = feedback.lines.iter().map(|line| Entry {
            text: Text::written_in(line, language_of(line)),
            source: Text::default(),
        });
        blocks.push(Block::List(Marker::Bullet, lines.collect()));
    }
}

/// Hubs, and people by group and region where that is collected.
fn people(report: &Report, blocks: &mut Vec<Block>) {
    let hubs = report.hubs.iter().map(|hub| {
        let name = hub.name.as_deref().map_or("A hub".into(), Text::written);
        (name, hub.heads.to_string().into())
    });
    let groups = report.people.by_group.iter();
    let groups = groups.map(|(group, people)| (known(group), people.to_string().into()));
    let regions = report.people.by_region.iter();
    let regions = regions.map(|(region, people)| (known(region), people.to_string().into()));
    let tables: [(_, _, Vec<(Text, Text)>); 3] = [
        ("Hubs", "Hub", hubs.collect()),
        ("People by stakeholder group", "Group", groups.collect()),
        ("People by region", "Region", regions.collect()),
    ];
    for (title, head, rows) in tables {
        if !rows.is_empty() {
            blocks.push(part(title));
            let columns = vec![Column::text(head, 70), Column::number("People", 30)];
            let rows = rows.into_iter().map(|(of, people)| vec![of, people]);
            let rows = rows.collect();
            blocks.push(Block::Table(Table { columns, rows }));
        }
    }
}

/// "technical_community" in words.
fn known(of: &Option<impl Serialize>) -> Text {
    let word = of.as_ref().map(word).unwrap_or_default();
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => {
            (first.to_uppercase().to_string() + &letters.as_str().replace('_', " ")).into()
        }
        None => "Not known, or too few".into(),
    }
}

/// What came of each option of a temperature check.
fn tallied(poll: &PollOutcome) -> Block {
    let gathers = poll.result.gathers();
    let mut columns = vec![
        Column::text("Option", 36),
        Column::number("Online", 10),
        Column::number("Room", 10),
        Column::number("Hubs", 10),
        Column::number("Hands", 10),
        Column::number("All", 10),
    ];
    if gathers {
        columns.insert(4, Column::number("Too few to tell apart", 14));
    }
    let options = poll.result.options.iter().enumerate();
    let rows = options.map(|(at, tally): (usize, &OptionTally)| {
        let sides = [tally.online, tally.room, tally.hub];
        let gathered = gathers.then_some(tally.gathered);
        let all = [tally.hands, tally.total()];
        let numbers = sides.into_iter().chain(gathered).chain(all);
        let numbers = numbers.map(|number| number.to_string().into());
        std::iter::once(option(poll, at)).chain(numbers).collect()
    });
    let rows = rows.collect();
    Block::Table(Table { columns, rows })
}

/// The words of an option of a poll.
pub(in super::super) fn option(poll: &PollOutcome, at: usize) -> Text {
    match poll.kind.own_option(at) {
        Some(own) => own.in_table.into(),
        None => Text::written(poll.options.get(at).map_or("", String::as_str)),
    }
}

fn timings(report: &Report, times: &Times) -> Block {
    let columns = vec![
        Column::text("Segment", 50),
        Column::number("Planned", 12),
        Column::number("Took", 12),
        Column::number("Began", 14),
    ];
    let rows = report.timings.iter().map(|timing| {
        let began = timing.started_at_ms.map(|at_ms| times.clock(at_ms));
        vec![
            Text::written(&timing.title),
            minutes(timing.plan_ms).into(),
            timing.took_ms.map(minutes).unwrap_or_default().into(),
            began.unwrap_or_default().into(),
        ]
    });
    let rows = rows.collect();
    Block::Table(Table { columns, rows })
}

/// The moderation account, of all and by origin.
fn accounts(report: &Report) -> Block {
    let columns = vec![
        Column::text("From", 10),
        Column::number("Received", 11),
        Column::number("Merged", 10),
        Column::number("Forwarded", 12),
        Column::number("Aloud", 9),
        Column::number("In text", 9),
        Column::number("Deferred", 11),
        Column::number("Dismissed", 12),
        Column::number("Other", 9),
    ];
    let rows = report.statistics.iter().map(|account: &Statistics| {
        let numbers = [
            account.received,
            account.merged,
            account.forwarded,
            account.answered_aloud,
            account.answered_in_text,
            account.deferred,
            account.dismissed,
            account.gone + account.open,
        ];
        let from = account.origin.map_or("All", origin);
        let numbers = numbers.map(|number| number.to_string().into());
        std::iter::once(from.into()).chain(numbers).collect()
    });
    let rows = rows.collect();
    Block::Table(Table { columns, rows })
}

pub(in super::super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Online => "Online",
        Origin::Room => "Room",
        Origin::Hub => "Hub",
    }
}

fn outcome(state: ItemState) -> &'static str {
    match state {
        ItemState::AnsweredAloud => "Answered aloud",
        ItemState::AnsweredInText => "Answered in text",
        ItemState::Deferred => "Left to the report",
        ItemState::Passed => "Passed",
        ItemState::OnFloor => "On the floor",
        _ => "Not reached",
    }
}

fn numbers(report: &Report) -> Vec<(Text, Text)> {
    let counts = &report.counts;
    let balance = &counts.balance;
    let turns = format!(
        "online {} ({}), room {} ({})",
        balance.online_turns,
        minutes(balance.online_ms),
        balance.room_turns,
        minutes(balance.room_ms)
    );
    let joined = format!(
        "online {}, in the room {}, at hubs {}",
        counts.joined_online, counts.joined_room, counts.joined_hub
    );
    let counted = [
        ("Questions in writing", counts.questions),
        ("Comments in writing", counts.comments),
        ("Raised hands", counts.hands),
        ("Entered for people in the room", counts.proxies),
        ("Answered aloud", counts.answered_aloud),
        ("Answered in text", counts.answered_in_text),
        ("Left to the report", counts.deferred),
        ("Dismissed", counts.dismissed),
        ("Votes", counts.votes),
    ];
    let counted = counted.map(|(label, number)| (label.into(), number.to_string().into()));
    let mut numbers = vec![("Participants".into(), joined.into())];
    numbers.extend(counted);
    numbers.push(("Turns on the floor".into(), turns.into()));
    if let Some(all) = report.statistics.first().filter(|all| all.forwarded > 0) {
        let spoken = all.forwarded.saturating_sub(all.read_aloud);
        let heard = format!("spoken {spoken}, read aloud {}", all.read_aloud);
        numbers.push(("Heard".into(), heard.into()));
    }
    numbers
}
