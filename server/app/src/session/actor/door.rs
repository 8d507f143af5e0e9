//! Who comes in: by which link, as whom, and what a session begins with.

use onefloor_core::about::SessionPlan;
use onefloor_core::ids::LinkId;
use onefloor_core::links::Link;
use onefloor_core::rejection::Field;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::{
    Actor, Command, Context, Event, Presence, Rejection, Session, about, decide, networking, people,
};

use super::{Outcome, SESSION_SCREENS_MAX, SessionActor};
use crate::session::handle::Entrance;
use crate::store::Batch;
use crate::zones::WorldZones;

impl SessionActor {
    pub(super) fn admit(
        &mut self,
        entrance: &Entrance,
        now_ms: u64,
        batch: &mut Batch,
    ) -> Result<Outcome, Rejection> {
        let (link, roles) = match &entrance.secret {
            None => (None, Roles::from([Role::Participant])),
            Some(secret) => {
                let links = self.ledger.session.links.values();
                let link = self.host_key.link_of(&self.code, links, secret);
                let link = link.or_else(|| self.link_rotated_by(&entrance.person_key, secret));
                let link = link.ok_or(Rejection::LinkUnknown)?;
                (Some((link.id, link.generation)), link.roles.clone())
            }
        };
        // Whoever works for the session comes in however full it is.
        if link.is_none() && self.screens.len() >= SESSION_SCREENS_MAX {
            return Err(Rejection::Full {
                field: Field::People,
                max: SESSION_SCREENS_MAX,
            });
        }
        // Of a purged session the report is left: nobody joins it, and staff finds it by the old links.
        if self.ledger.session.privacy.purged.is_some() {
            let person = None;
            return Ok(Outcome::Admitted {
                person,
                roles,
                link,
            });
        }
        // Another system has no screen; it comes over HTTP.
        if roles == Roles::from([Role::Integration]) {
            return Err(Rejection::NotAllowed);
        }
        // Nobody sits in front of a display.
        if roles == Roles::from([Role::Display]) {
            let person = None;
            return Ok(Outcome::Admitted {
                person,
                roles,
                link,
            });
        }
        let key_hash = self.host_key.person_hash(&self.code, &entrance.person_key);
        let key_hash = key_hash.ok_or(Rejection::NotUnderstood)?;
        let join = Command::People(people::Command::Join {
            key_hash: key_hash.clone(),
            link: link.map(|(id, _)| id),
        });
        self.decide(&Actor::Door, &join, now_ms, batch)?;
        let person = self.ledger.session.people.with_key(&key_hash);
        if let Some(person) = person {
            // A round that is open takes latecomers in with the same batch.
            self.decide(
                &Actor::Door,
                &Command::Networking(networking::Command::SeatLatecomer { person }),
                now_ms,
                batch,
            )?;
        }
        Ok(Outcome::Admitted {
            person,
            roles,
            link,
        })
    }
}

impl SessionActor {
    /// The link of whoever rotated it, by the secret that they had before: the answer to that may have
    /// been lost on its way. Whoever else has the old secret has not the key of their browser.
    fn link_rotated_by(&self, person_key: &str, secret: &str) -> Option<&Link> {
        let session = &self.ledger.session;
        let links = session.links.values();
        let (link, by) = self.host_key.rotated_link_of(&self.code, links, secret)?;
        let key_hash = self.host_key.person_hash(&self.code, person_key)?;
        (session.people.with_key(&key_hash) == Some(by)).then_some(link)
    }

    /// The present secret of a link, where somebody came in with the one before.
    pub(super) fn renewed(&self, link: Option<LinkId>, secret: Option<&str>) -> Option<String> {
        let link = self.ledger.session.links.get(&link?)?;
        let present = self.host_key.link_secret(&self.code, link);
        (secret != Some(present.as_str())).then_some(present)
    }
}

/// Events that make a session; the registry writes them before an actor exists.
pub(in crate::session) fn first_events(
    plan: SessionPlan,
    now_ms: u64,
) -> Result<Vec<Event>, Rejection> {
    let context = Context {
        now_ms,
        seed: 0,
        actor: &Actor::Host,
        presence: &Presence::new(),
        zones: &WorldZones,
    };
    let plan = Box::new(plan);
    decide(
        &Session::default(),
        &Command::About(about::Command::CreateSession { plan }),
        &context,
    )
}
