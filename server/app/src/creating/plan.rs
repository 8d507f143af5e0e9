//! What a reading becomes: the plan that the review form proposes, without anybody to correct it.

use onefloor_core::about::{Imported, SessionPlan};
use onefloor_core::agenda::{SegmentPlan, SlotPlan};
use onefloor_core::limits;
use onefloor_page::{AgendaItem, PageReading, SegmentKind, default_plan};

/// Fewer segments than this are no agenda of an hour: the page only mentions them.
const AGENDA_MIN: usize = 3;

/// The plan; or what is wrong with it, as the end of a sentence.
pub(super) fn of(page: PageReading) -> Result<SessionPlan, String> {
    if page.title.is_none() {
        return Err("has no title: give it one in the page, or create it in a browser".to_owned());
    }
    let has_own = page.agenda.len() >= AGENDA_MIN;
    let items = match has_own {
        true => page.agenda.clone(),
        false => default_plan(page.duration_minutes),
    };
    let mut agenda: Vec<SegmentPlan> = items.into_iter().map(segment).collect();
    // Whoever the page calls a speaker speaks in the first part that is made of speeches.
    let speeches = agenda
        .iter_mut()
        .find(|segment| segment.kind == SegmentKind::Keynotes);
    if let Some(speeches) = speeches {
        let named = page.speakers.iter().take(limits::SLOTS_MAX);
        let slot = |name: &String| SlotPlan {
            name: name.clone(),
            minutes: None,
        };
        speeches.speakers = named.map(|person| slot(&person.name)).collect();
    }
    let imported = Imported::from(page);
    let plan = SessionPlan {
        about: imported.about.clone(),
        agenda,
        imported: Some(Box::new(imported)),
    };
    let wrong = |path: String| format!("cannot be made: its {path} is past a bound or not there");
    let plan = plan.checked().map_err(|refused| wrong(refused.path))?;
    plan.can_be_made().map_err(|refused| wrong(refused.path))?;
    Ok(plan)
}

fn segment(item: AgendaItem) -> SegmentPlan {
    let minutes = item.plan_minutes.clamp(1, limits::SEGMENT_MINUTES_MAX);
    let least = item.minutes_min.unwrap_or(minutes).min(minutes);
    // What people fill between them can give a quarter when the hour runs late.
    let is_flexible = matches!(
        item.kind,
        SegmentKind::Questions | SegmentKind::Discussion | SegmentKind::Networking
    );
    let most = item.minutes_max.unwrap_or(minutes).max(minutes);
    SegmentPlan {
        kind: item.kind,
        title: match item.title.is_empty() {
            true => name(item.kind).to_owned(),
            false => item.title,
        },
        minutes,
        minutes_min: match is_flexible {
            true => least.min((minutes * 3).div_ceil(4)),
            false => least,
        },
        minutes_max: most.min(limits::SEGMENT_MINUTES_MAX),
        speakers: Vec::new(),
        notes: None,
        hard_start_ms: None,
        auto_advance: false,
    }
}

/// What a part without a title is called, as in the review form in English.
fn name(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Opening => "Opening",
        SegmentKind::Keynotes => "Keynotes",
        SegmentKind::Presentation => "Presentation",
        SegmentKind::Panel => "Panel",
        SegmentKind::Discussion => "Discussion",
        SegmentKind::Questions => "Questions",
        SegmentKind::Moving => "Moving seats",
        SegmentKind::Networking => "Networking",
        SegmentKind::Award => "Award",
        SegmentKind::Closing => "Closing",
        SegmentKind::Other => "Segment",
    }
}
