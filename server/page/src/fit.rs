//! Minutes for the agenda: the page's own, fitted to the length of the session.
//!
//! Pages promise more than the hour holds and forget that people have to arrive, move and leave.
//! So opening, moving and closing time is put in where the page has none; a part with one stated
//! length keeps it, and parts with a range share what is left in proportion to their middles.

use super::{AgendaItem, SegmentKind};

/// Minutes for the parts that a page forgets.
const OPENING: u32 = 2;
const MOVING: u32 = 1;
const CLOSING: u32 = 2;

/// A plan for a page that names no segments.
#[must_use]
pub fn default_plan(duration_minutes: Option<u32>) -> Vec<AgendaItem> {
    let unnamed = |kind, weight| AgendaItem {
        kind,
        title: String::new(),
        minutes_min: None,
        minutes_max: None,
        plan_minutes: weight,
    };
    let parts = [
        unnamed(SegmentKind::Presentation, 25),
        unnamed(SegmentKind::Questions, 30),
    ];
    fitted(parts.to_vec(), Some(duration_minutes.unwrap_or(60)))
}

/// Segments with the minutes that the page says of them, and nothing put in.
pub(super) fn as_stated(mut agenda: Vec<AgendaItem>) -> Vec<AgendaItem> {
    for item in &mut agenda {
        item.plan_minutes = wanted_halves(item).div_ceil(2);
    }
    agenda
}

/// Frames the segments and gives each its minutes; without a length, those that the page says.
pub(super) fn fitted(agenda: Vec<AgendaItem>, duration_minutes: Option<u32>) -> Vec<AgendaItem> {
    if agenda.is_empty() {
        return agenda;
    }
    let mut framed = framed(agenda, duration_minutes);
    let wanted: Vec<u32> = framed.iter().map(wanted_halves).collect();
    let length = duration_minutes.unwrap_or_else(|| wanted.iter().sum::<u32>().div_ceil(2));
    let is_ranged =
        |item: &AgendaItem| item.minutes_min.is_none() || item.minutes_min != item.minutes_max;
    let is_frame = |item: &AgendaItem| {
        item.minutes_min.is_none() && item.title.is_empty() && is_framing(item.kind)
    };
    let fixed: u32 = framed
        .iter()
        .filter(|item| is_frame(item) || !is_ranged(item))
        .map(|item| wanted_halves(item) / 2)
        .sum();
    let ranged: Vec<bool> = framed
        .iter()
        .map(|item| is_ranged(item) && !is_frame(item))
        .collect();
    let left = length.saturating_sub(fixed);
    let plan = match ranged.iter().any(|ranged| *ranged) {
        true if left > 0 => shared(&wanted, &ranged, left),
        // Only stated lengths: together they must still fit.
        _ => shared(&wanted, &vec![true; wanted.len()], length),
    };
    for (item, minutes) in framed.iter_mut().zip(plan) {
        let most = item.minutes_max.unwrap_or(u32::MAX);
        item.plan_minutes = minutes.min(most).max(1);
    }
    framed
}

/// Puts in what the page forgets, unless its own list fills the hour already.
fn framed(mut agenda: Vec<AgendaItem>, duration_minutes: Option<u32>) -> Vec<AgendaItem> {
    let stated: u32 = agenda.iter().filter_map(|item| item.minutes_min).sum();
    let all_stated = agenda.iter().all(|item| item.minutes_min.is_some());
    if all_stated && duration_minutes.is_some_and(|length| stated >= length) {
        return agenda;
    }
    let frame = |kind, minutes| AgendaItem {
        kind,
        title: String::new(),
        minutes_min: None,
        minutes_max: None,
        plan_minutes: minutes,
    };
    let has = |agenda: &[AgendaItem], kind| agenda.iter().any(|item| item.kind == kind);
    if !has(&agenda, SegmentKind::Moving)
        && let Some(at) = agenda
            .iter()
            .position(|item| item.kind == SegmentKind::Networking)
        && at > 0
    {
        agenda.insert(at, frame(SegmentKind::Moving, MOVING));
    }
    if !has(&agenda, SegmentKind::Opening) {
        agenda.insert(0, frame(SegmentKind::Opening, OPENING));
    }
    if !has(&agenda, SegmentKind::Closing) {
        agenda.push(frame(SegmentKind::Closing, CLOSING));
    }
    agenda
}

fn is_framing(kind: SegmentKind) -> bool {
    matches!(
        kind,
        SegmentKind::Opening | SegmentKind::Moving | SegmentKind::Closing
    )
}

/// What a segment would like, in half minutes, so that the middle of a range is whole.
fn wanted_halves(item: &AgendaItem) -> u32 {
    match item.minutes_min.zip(item.minutes_max) {
        Some((min, max)) => min + max,
        None if item.plan_minutes > 0 => item.plan_minutes * 2,
        // Named without minutes: as long as a usual part.
        None => 20,
    }
}

/// Shares whole minutes among the chosen segments by largest remainder; the others keep theirs.
fn shared(wanted: &[u32], chosen: &[bool], minutes: u32) -> Vec<u32> {
    let total: u64 = wanted
        .iter()
        .zip(chosen)
        .filter(|(_, chosen)| **chosen)
        .map(|(wanted, _)| u64::from(*wanted))
        .sum();
    let mut plan: Vec<u32> = wanted.iter().map(|wanted| wanted / 2).collect();
    let mut remainders = Vec::new();
    let mut given = 0;
    for (at, wanted) in wanted.iter().enumerate().filter(|(at, _)| chosen[*at]) {
        let exact = u64::from(*wanted) * u64::from(minutes);
        plan[at] = u32::try_from(exact / total.max(1)).unwrap_or(minutes);
        remainders.push((std::cmp::Reverse(exact % total.max(1)), at));
        given += plan[at];
    }
    remainders.sort_unstable();
    let rest = minutes.saturating_sub(given) as usize;
    remainders
        .iter()
        .take(rest)
        .for_each(|(_, at)| plan[*at] += 1);
    plan
}
