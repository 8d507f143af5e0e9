//! What the rules of each concept may look at, out of the session and what surrounds it.

use crate::context::Context;
use crate::seal::Purpose;
use crate::session::Session;
use crate::terms::Block;
use crate::{
    about, agenda, capture, conduct, consensus, draft, feedback, floor, form, links, networking,
    people, poll, privacy, sound, speaking, stage, undo,
};

pub(super) fn about<'a>(session: &'a Session, context: &Context<'_>) -> about::Hall<'a> {
    about::Hall {
        subject: &session.about,
        agenda: &session.agenda,
        links: &session.links,
        now_ms: context.now_ms,
    }
}

pub(super) fn links<'a>(session: &'a Session, context: &Context<'_>) -> links::Hall<'a> {
    links::Hall {
        links: &session.links,
        asking: context.actor.person(),
    }
}

pub(super) fn people<'a>(session: &'a Session, context: &Context<'a>) -> people::Hall<'a> {
    people::Hall {
        people: &session.people,
        links: &session.links,
        banned: &session.conduct.banned,
        presence: context.presence,
        asking: context.actor.person(),
        now_ms: context.now_ms,
    }
}

pub(super) fn agenda<'a>(session: &'a Session, context: &Context<'_>) -> agenda::Hall<'a> {
    agenda::Hall {
        agenda: &session.agenda,
        links: &session.links,
        now_ms: context.now_ms,
    }
}

pub(super) fn floor<'a>(session: &'a Session, context: &Context<'_>) -> floor::Hall<'a> {
    floor::Hall {
        floor: &session.floor,
        agenda: &session.agenda,
        conduct: &session.conduct,
        people: &session.people,
        discusses: session.networking.discussion.is_some(),
        asking: context.actor.person(),
        sealed: context
            .actor
            .person()
            .and_then(|person| context.presence.pseudonym(person, Purpose::Asking)),
        now_ms: context.now_ms,
    }
}

pub(super) fn conduct(session: &Session) -> conduct::Hall<'_> {
    conduct::Hall {
        conduct: &session.conduct,
        people: &session.people,
    }
}

pub(super) fn networking<'a>(
    session: &'a Session,
    context: &'a Context<'_>,
) -> networking::Hall<'a> {
    networking::Hall {
        networking: &session.networking,
        spoken: session.about.spoken(),
        people: &session.people,
        presence: context.presence,
        banned: &session.conduct.banned,
        asking: context.actor.person(),
        is_over: session.agenda.ended_at_ms.is_some(),
        now_ms: context.now_ms,
        seed: context.seed,
    }
}

pub(super) fn stage<'a>(session: &'a Session, context: &Context<'a>) -> stage::Hall<'a> {
    stage::Hall {
        stage: &session.stage,
        links: &session.links,
        voice: session.speaking.now.map(|stint| stint.voice),
        asking: session.asking(context).ok(),
        now_ms: context.now_ms,
    }
}

pub(super) fn speaking<'a>(session: &'a Session, context: &Context<'a>) -> speaking::Hall<'a> {
    speaking::Hall {
        speaking: &session.speaking,
        agenda: &session.agenda,
        floor: &session.floor,
        stage: &session.stage,
        links: &session.links,
        now_ms: context.now_ms,
    }
}

pub(super) fn sound<'a>(session: &'a Session, context: &Context<'_>) -> sound::Hall<'a> {
    let asking = session.asking(context).ok();
    sound::Hall {
        sound: &session.sound,
        floor: &session.floor,
        asking: asking.map(|person| floor::Asking {
            person,
            sealed: context.presence.pseudonym(person.id, Purpose::Asking),
        }),
        now_ms: context.now_ms,
    }
}

pub(super) fn undo<'a>(session: &'a Session, context: &Context<'_>) -> undo::Hall<'a> {
    undo::Hall {
        undo: &session.undo,
        asking: context.actor.person(),
        now_ms: context.now_ms,
    }
}

pub(super) fn poll<'a>(session: &'a Session, context: &Context<'a>) -> poll::Hall<'a> {
    poll::Hall {
        polls: &session.polls,
        conduct: &session.conduct,
        attendees: session.attendees(context.presence),
        running: session.agenda.running(),
        is_over: session.agenda.ended_at_ms.is_some(),
        asking: session.asking(context).ok().map(|person| person.id),
        now_ms: context.now_ms,
    }
}

pub(super) fn form<'a>(session: &'a Session, context: &Context<'a>) -> form::Hall<'a> {
    let revision = |block| (block, session.capture.block_revision(block));
    form::Hall {
        form: &session.form,
        about: session.about.as_deref(),
        agenda: &session.agenda,
        people: &session.people,
        revisions: Block::ALL.map(revision),
        zones: context.zones,
        by: context.actor.person(),
        now_ms: context.now_ms,
    }
}

pub(super) fn capture<'a>(session: &'a Session, context: &Context<'a>) -> capture::Hall<'a> {
    capture::Hall {
        capture: &session.capture,
        form: &session.form,
        agenda: &session.agenda,
        floor: &session.floor,
        networking: &session.networking,
        links: &session.links,
        by: context.actor.person(),
        now_ms: context.now_ms,
    }
}

pub(super) fn draft<'a>(session: &'a Session, context: &Context<'a>) -> draft::Hall<'a> {
    draft::Hall {
        draft: &session.draft,
        capture: &session.capture,
        form: &session.form,
        by: context.actor.person(),
        now_ms: context.now_ms,
    }
}

pub(super) fn consensus<'a>(session: &'a Session, context: &Context<'a>) -> consensus::Hall<'a> {
    consensus::Hall {
        consensus: &session.consensus,
        capture: &session.capture,
        conduct: &session.conduct,
        attendees: session.attendees(context.presence),
        running: session.agenda.running(),
        is_over: session.agenda.ended_at_ms.is_some(),
        asking: session.asking(context).ok().map(|person| person.id),
        now_ms: context.now_ms,
    }
}

pub(super) fn feedback<'a>(session: &'a Session, context: &Context<'a>) -> feedback::Hall<'a> {
    feedback::Hall {
        feedback: &session.feedback,
        conduct: &session.conduct,
        presence: context.presence,
        is_over: session.agenda.ended_at_ms.is_some(),
        asking: session.asking(context).ok().map(|person| person.id),
    }
}

pub(super) fn privacy<'a>(session: &'a Session, context: &Context<'_>) -> privacy::Hall<'a> {
    privacy::Hall {
        privacy: &session.privacy,
        people: &session.people,
        links: &session.links,
        agenda: &session.agenda,
        asking: context.actor.person(),
        now_ms: context.now_ms,
    }
}
