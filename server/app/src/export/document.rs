//! The report laid out: headings, paragraphs, lists and tables in the IGF's order.

use jiff::Timestamp;
use onefloor_core::floor::{ItemKind, ItemState, Origin, Statistics};
use onefloor_core::page::PagePerson;
use onefloor_core::poll::{OptionTally, PollKind, PollResult};
use onefloor_core::report::{PollOutcome, Report, ReportLine, Turn};

/// A laid-out report.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A section of the IGF's form.
    Heading(String),
    /// A part of a section.
    Subheading(String),
    /// Label and value.
    Facts(Vec<(&'static str, String)>),
    /// Text as somebody wrote it, line breaks kept.
    Text(String),
    /// Something the form asks for and nobody has written.
    Missing(&'static str),
    /// What somebody captured, each with where it came from.
    Lines(Vec<(String, String)>),
    /// A head and rows.
    Table(Vec<&'static str>, Vec<Vec<String>>),
}

impl Document {
    pub(super) fn of(report: &Report) -> Self {
        let mut blocks = vec![Block::Facts(facts(report))];
        form(report, &mut blocks);
        annex(report, &mut blocks);
        Self {
            title: title(report),
            blocks,
        }
    }
}

fn title(report: &Report) -> String {
    let about = &report.about;
    let mut title = about
        .year
        .map_or(String::new(), |year| format!("IGF {year} "));
    if let Some(kind) = &about.kind {
        title.push_str(kind);
        title.push(' ');
    }
    if let Some(number) = about.number {
        title.push_str(&format!("#{number} "));
    }
    title + &about.title
}

fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let about = &report.about;
    let people = [
        ("Organisers", &about.organizers),
        ("Speakers", &about.speakers),
        ("Onsite moderators", &about.onsite_moderators),
        ("Online moderators", &about.online_moderators),
        ("Rapporteurs", &about.rapporteurs),
    ];
    let mut facts = Vec::new();
    if let Some(started) = report.started_at_ms {
        let ended = report.ended_at_ms.map(clock).unwrap_or_default();
        let until = if ended.is_empty() { "" } else { "–" };
        facts.push((
            "Held",
            format!("{}, {}{until}{ended} UTC", day(started), clock(started)),
        ));
    } else if let Some(starts_at) = &about.starts_at {
        facts.push(("Planned for", starts_at.clone()));
    }
    facts.extend(about.room.clone().map(|room| ("Room", room)));
    facts.extend(about.format.clone().map(|format| ("Format", format)));
    if !about.sdg_targets.is_empty() {
        facts.push(("SDG targets", about.sdg_targets.join(", ")));
    }
    for (label, listed) in people {
        if !listed.is_empty() {
            let named: Vec<String> = listed.iter().map(person).collect();
            facts.push((label, named.join("; ")));
        }
    }
    facts
}

fn person(person: &PagePerson) -> String {
    match &person.affiliation {
        Some(affiliation) => format!("{} ({affiliation})", person.name),
        None => person.name.clone(),
    }
}

/// The three blocks of the IGF's form, with the deadlines that the page names.
fn form(report: &Report, blocks: &mut Vec<Block>) {
    let deadlines = &report.deadlines;
    blocks.push(heading("Key Takeaways", deadlines.key_takeaways.as_deref()));
    lines(&report.key_takeaways, "No takeaway was captured.", blocks);
    blocks.push(heading(
        "Call to Action",
        deadlines.call_to_action.as_deref(),
    ));
    lines(
        &report.calls_to_action,
        "No call to action was captured.",
        blocks,
    );
    blocks.push(heading(
        "Session Report",
        deadlines.session_report.as_deref(),
    ));
    blocks.push(if report.session_report.is_empty() {
        Block::Missing("The session report has not been written yet.")
    } else {
        Block::Text(report.session_report.clone())
    });
}

fn heading(name: &str, deadline: Option<&str>) -> Block {
    Block::Heading(match deadline {
        Some(deadline) => format!("{name} (deadline: {deadline})"),
        None => name.to_owned(),
    })
}

fn lines(captured: &[ReportLine], missing: &'static str, blocks: &mut Vec<Block>) {
    if captured.is_empty() {
        blocks.push(Block::Missing(missing));
        return;
    }
    let line = |line: &ReportLine| {
        let item = line.item.map(|item| format!("on question {item}"));
        let parts = [line.segment.clone(), item, Some(clock(line.at_ms))];
        let source: Vec<String> = parts.into_iter().flatten().collect();
        (line.text.clone(), source.join(", "))
    };
    blocks.push(Block::Lines(captured.iter().map(line).collect()));
}

fn annex(report: &Report, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("Annex".to_owned()));
    if !report.discussion.is_empty() {
        blocks.push(Block::Subheading("The floor".to_owned()));
        let head = vec!["No", "From", "Who", "Asked", "Support", "Outcome", "Time"];
        blocks.push(Block::Table(
            head,
            report.discussion.iter().map(turn).collect(),
        ));
    }
    if !report.breakouts.is_empty() {
        blocks.push(Block::Subheading("Breakout rounds".to_owned()));
        let rounds = report.breakouts.iter().map(|round| {
            let times = round.closed_at_ms.map(clock).unwrap_or_default();
            vec![
                round.prompt.clone(),
                round.rooms.to_string(),
                round.people.to_string(),
                format!("{}–{times}", clock(round.opened_at_ms)),
            ]
        });
        let head = vec!["Prompt", "Rooms", "People", "Time (UTC)"];
        blocks.push(Block::Table(head, rounds.collect()));
    }
    for poll in &report.polls {
        blocks.push(Block::Subheading(format!(
            "Temperature check: {}",
            poll.question
        )));
        let head = vec!["Option", "Online", "Room", "Hubs", "Hands counted", "All"];
        blocks.push(Block::Table(head, tallied(poll)));
        let PollResult {
            answered, present, ..
        } = poll.result;
        let turnout = format!("{answered} of {present} people with a screen");
        blocks.push(Block::Facts(vec![("Answered", turnout)]));
    }
    blocks.push(Block::Subheading("Planned and actual times".to_owned()));
    let timings = report.timings.iter().map(|timing| {
        let began = timing.started_at_ms.map(clock).unwrap_or_default();
        let took = timing.took_ms.map(minutes).unwrap_or_default();
        vec![timing.title.clone(), minutes(timing.plan_ms), took, began]
    });
    let head = vec!["Segment", "Planned", "Took", "Began (UTC)"];
    blocks.push(Block::Table(head, timings.collect()));
    if !report.discussion.is_empty() {
        blocks.push(Block::Subheading("What became of it".to_owned()));
        let head = vec![
            "From",
            "Received",
            "Merged",
            "Forwarded",
            "Aloud",
            "In text",
            "Deferred",
            "Dismissed",
            "Other",
        ];
        let rows = report.statistics.iter().map(account).collect();
        blocks.push(Block::Table(head, rows));
    }
    blocks.push(Block::Subheading("Numbers".to_owned()));
    blocks.push(Block::Facts(numbers(report)));
}

fn turn(turn: &Turn) -> Vec<String> {
    let who = match (&turn.name, &turn.affiliation) {
        (Some(name), Some(affiliation)) => format!("{name} ({affiliation})"),
        (Some(name), None) => name.clone(),
        (None, _) if turn.kind == ItemKind::Proxy => "Somebody in the room".to_owned(),
        (None, _) => "Anonymous".to_owned(),
    };
    let asked = turn.text.clone().unwrap_or_else(|| {
        let spoken = match turn.kind {
            ItemKind::Question | ItemKind::Comment => "",
            ItemKind::Hand => "(raised hand)",
            ItemKind::Proxy => "(spoke from the room)",
        };
        spoken.to_owned()
    });
    let mut asked = asked;
    if turn.merged > 0 {
        asked.push_str(&format!(" (with {} alike)", turn.merged));
    }
    if let Some(answer) = &turn.answer {
        asked.push_str(&format!(" — Answer: {answer}"));
    }
    vec![
        turn.item.to_string(),
        origin(turn.origin).to_owned(),
        who,
        asked,
        turn.votes.to_string(),
        outcome(turn.outcome).to_owned(),
        turn.took_ms.map(minutes).unwrap_or_default(),
    ]
}

/// What came of each option of a temperature check.
fn tallied(poll: &PollOutcome) -> Vec<Vec<String>> {
    let options = poll.result.options.iter().enumerate();
    let row = |(at, tally): (usize, &OptionTally)| {
        let numbers = [
            tally.online,
            tally.room,
            tally.hub,
            tally.hands,
            tally.total(),
        ];
        std::iter::once(option(poll, at))
            .chain(numbers.map(|number| number.to_string()))
            .collect()
    };
    options.map(row).collect()
}

fn option(poll: &PollOutcome, at: usize) -> String {
    match poll.kind {
        PollKind::Agree => ["Agree", "Disagree", "Abstain"]
            .get(at)
            .copied()
            .unwrap_or_default()
            .to_owned(),
        PollKind::Scale => (at + 1).to_string(),
        PollKind::Single | PollKind::Multiple => poll.options.get(at).cloned().unwrap_or_default(),
    }
}

/// The moderation account of one origin, or of all.
fn account(statistics: &Statistics) -> Vec<String> {
    let from = statistics.origin.map_or("All", origin);
    let numbers = [
        statistics.received,
        statistics.merged,
        statistics.forwarded,
        statistics.answered_aloud,
        statistics.answered_in_text,
        statistics.deferred,
        statistics.dismissed,
        statistics.gone + statistics.open,
    ];
    std::iter::once(from.to_owned())
        .chain(numbers.map(|number| number.to_string()))
        .collect()
}

fn origin(origin: Origin) -> &'static str {
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

fn numbers(report: &Report) -> Vec<(&'static str, String)> {
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
    vec![
        ("Participants", joined),
        ("Questions in writing", counts.questions.to_string()),
        ("Comments in writing", counts.comments.to_string()),
        ("Raised hands", counts.hands.to_string()),
        ("Entered for people in the room", counts.proxies.to_string()),
        ("Answered aloud", counts.answered_aloud.to_string()),
        ("Answered in text", counts.answered_in_text.to_string()),
        ("Left to the report", counts.deferred.to_string()),
        ("Dismissed", counts.dismissed.to_string()),
        ("Votes", counts.votes.to_string()),
        ("Turns on the floor", turns),
    ]
}

/// "12:34", whole seconds.
fn minutes(ms: u64) -> String {
    let seconds = ms / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn clock(at_ms: u64) -> String {
    formatted(at_ms, "%H:%M")
}

fn day(at_ms: u64) -> String {
    formatted(at_ms, "%-d %B %Y")
}

fn formatted(at_ms: u64, pattern: &str) -> String {
    let ms = i64::try_from(at_ms).unwrap_or(i64::MAX);
    let time = Timestamp::from_millisecond(ms);
    // A timestamp without a zone is written in UTC.
    time.map(|time| time.strftime(pattern).to_string())
        .unwrap_or_default()
}
