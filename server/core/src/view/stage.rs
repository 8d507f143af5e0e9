//! Who speaks and what the screens in the room show, as each audience sees it.

use super::entry::Entry;
use super::looking::Looking;
use crate::capture::TakeawaysEntry;
use crate::context::Presence;
use crate::igf::SegmentKind;
use crate::people::Person;
use crate::session::Session;
use crate::sound::SoundEntry;
use crate::speaking::{SpeakersEntry, VoiceEntry, shares};
use crate::stage::{CueEntry, SentEntry, Showing, StageEntry, ThresholdsEntry};
use crate::terms::Role;

/// Puts what everybody sees of it.
pub(super) fn put_common(view: &mut Looking<'_>, session: &Session, for_staff: bool, now_ms: u64) {
    let (stage, agenda) = (&session.stage, &session.agenda);
    let is_over = agenda.ended_at_ms.is_some();
    let entry = || StageEntry::of(stage, is_over, || called_for(session, now_ms));
    view.put("stage", || Entry::Stage(entry()));
    view.put_any("voice", || {
        let stint = session.speaking.now.as_ref()?;
        let voice = VoiceEntry::of(session.roster(), stint, agenda.paused_ms);
        Some(Entry::Voice(Box::new(voice)))
    });
    view.put_any("sound", || {
        let sound = SoundEntry::of(&session.sound, &session.floor, for_staff);
        sound.map(|sound| Entry::Sound(Box::new(sound)))
    });
    view.put_any("takeaways", || {
        let is_shown = is_over || entry().shows == Showing::Takeaways;
        is_shown.then(|| Entry::Takeaways(TakeawaysEntry::of(&session.capture)))
    });
}

/// Puts what staff sees of it besides.
pub(super) fn put_staff(view: &mut Looking<'_>, session: &Session, presence: &Presence) {
    let roster = session.roster();
    view.put("thresholds", || thresholds(session));
    view.put("speakers", || {
        Entry::Speakers(SpeakersEntry::of(roster, presence))
    });
    view.put("speaking", || Entry::Speaking(Box::new(shares(roster))));
    for cue in session.stage.standing() {
        let key = format!("cue/{}", cue.id);
        view.put(&key, || Entry::Sent(Box::new(SentEntry::of(cue))));
    }
}

/// Puts what somebody sees who came by a link: the message that stands on their screen and, for a
/// speaker, when it speaks by itself.
pub(super) fn put_own(view: &mut Looking<'_>, session: &Session, person: &Person) {
    let link = person.link.and_then(|link| session.links.get(&link));
    let Some(link) = link.filter(|link| !link.revoked) else {
        return;
    };
    view.put_any("cue", || {
        let voice = session.speaking.now.map(|stint| stint.voice);
        CueEntry::of(&session.stage, link, voice).map(Entry::Cue)
    });
    if link.roles.contains(&Role::Speaker) {
        view.put("thresholds", || thresholds(session));
    }
}

fn thresholds(session: &Session) -> Entry {
    Entry::Thresholds(ThresholdsEntry::of(&session.stage))
}

/// What the moment calls for on a display on which nobody has put anything: a round, what is put to
/// everybody, its result for a while; else what the segment is about.
fn called_for(session: &Session, now_ms: u64) -> Showing {
    let agenda = &session.agenda;
    if agenda.ended_at_ms.is_some() {
        return Showing::Thanks;
    }
    if session.networking.current().is_some() {
        return Showing::Prompt;
    }
    if session.consensus.open().is_some() {
        return Showing::Consensus;
    }
    let taken = session.floor.taken();
    let taken_at_ms = taken.filter_map(|item| item.taken_at_ms).max();
    let running = agenda.running();
    if session.polls.open().is_some() || session.polls.result_stays(running, taken_at_ms, now_ms) {
        return Showing::Poll;
    }
    if session
        .consensus
        .support_stays(running, taken_at_ms, now_ms)
    {
        return Showing::Consensus;
    }
    if session.floor.on_floor().is_some() {
        return Showing::Floor;
    }
    let Some(running) = running.and_then(|id| agenda.segment(id)) else {
        return Showing::Soon;
    };
    match running.kind {
        SegmentKind::Questions | SegmentKind::Discussion => Showing::Floor,
        SegmentKind::Moving => Showing::Moving,
        SegmentKind::Networking if session.has_floor() => Showing::Floor,
        SegmentKind::Networking => Showing::Prompt,
        SegmentKind::Closing if TakeawaysEntry::has_any(&session.capture) => Showing::Takeaways,
        SegmentKind::Opening
        | SegmentKind::Keynotes
        | SegmentKind::Presentation
        | SegmentKind::Panel
        | SegmentKind::Award
        | SegmentKind::Closing
        | SegmentKind::Other => Showing::Clock,
    }
}
