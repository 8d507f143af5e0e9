//! What is answered, once the batch is durable.

use onefloor_core::next_deadline;
use onefloor_core::view::Audience;

use super::screens::main_audience;
use super::{Outcome, SessionActor};
use crate::protocol::ServerFrame;
use crate::session::feed::Feed;
use crate::session::handle::{Message, Seen};
use crate::session::subscriber::Subscriber;

impl SessionActor {
    pub(super) fn answer_all(
        &mut self,
        drained: &mut Vec<Message>,
        outcomes: Vec<Outcome>,
        now_ms: u64,
    ) {
        for (message, outcome) in drained.drain(..).zip(outcomes) {
            self.answer(message, outcome, now_ms);
        }
        self.put_out(now_ms);
        let due_at_ms = next_deadline(&self.ledger.session, now_ms);
        self.due_at_ms = if self.seats_changed {
            Some(now_ms)
        } else {
            due_at_ms
        };
    }

    fn answer(&mut self, message: Message, outcome: Outcome, now_ms: u64) {
        match (message, outcome) {
            // What could not be stored is not to be seen either; the dropped look says so.
            (Message::Look { .. }, Outcome::Refused(_)) => {}
            (Message::Look { screen, look }, _) => {
                let actor = screen.and_then(|screen| self.screens.get(screen));
                let actor = actor.map(Subscriber::actor);
                look(Seen {
                    code: &self.code,
                    session: &self.ledger.session,
                    presence: &self.presence,
                    places: self.feeds.get(Audience::Staff).map_or(&[], Feed::places),
                    actor: actor.as_ref(),
                });
            }
            (
                Message::Signal {
                    screen,
                    to,
                    payload,
                },
                _,
            ) => self.signal(screen, to, &payload),
            (Message::Leave { screen }, _) => self.leave(screen, now_ms),
            (Message::Handle { screen, item }, _) => self.handle(screen, item, now_ms),
            (Message::Settle { reply }, _) => {
                let _ = reply.send(());
            }
            (Message::EraseSealed { by }, outcome) => self.answer_sealed(by, &outcome, now_ms),
            // The plan changes with the time, whether anything was due or not.
            (Message::Due, _) => self.publish_soon(now_ms),
            (Message::Ask { asked, reply, .. }, outcome) => {
                self.instruments.answered(asked, None, outcome.refusal());
                let version = self.ledger.version;
                let _ = reply.send(match outcome {
                    Outcome::Refused(rejection) => Err(rejection),
                    Outcome::Done(at) => Ok(at.unwrap_or(version)),
                    Outcome::Admitted { .. } => Ok(version),
                });
            }
            (
                Message::Command {
                    asked, screen, id, ..
                },
                outcome,
            ) => {
                let version = self.ledger.version;
                let refusal = outcome.refusal();
                let person = self.screens.get(screen).and_then(|screen| screen.person);
                self.instruments.answered(asked, person, refusal);
                let frame = match outcome {
                    Outcome::Refused(rejection) => {
                        let (id, rejection) = (Some(id), &rejection);
                        ServerFrame::Refused { id, rejection }.frame()
                    }
                    Outcome::Done(at) => {
                        let version = at.unwrap_or(version);
                        ServerFrame::Done { id, version }.frame()
                    }
                    Outcome::Admitted { .. } => return,
                };
                self.screens.with(screen, |screen| screen.answer(frame));
            }
            (
                Message::Enter {
                    call,
                    entrance,
                    outbox,
                    reply,
                },
                outcome,
            ) => match outcome {
                Outcome::Admitted {
                    person,
                    roles,
                    link,
                } => {
                    let audience = main_audience(&roles);
                    let screen = Subscriber::new(person, roles, link, audience, outbox).of(call);
                    let seal = self.host_key.seal(&self.code, &entrance.person_key);
                    let renewed = self.renewed(link.map(|(id, _)| id), entrance.secret.as_deref());
                    let last_version = entrance.last_version;
                    let seat = self.seat((screen, renewed), seal, last_version, now_ms);
                    let _ = reply.send(Ok(seat));
                }
                Outcome::Refused(rejection) => {
                    let _ = reply.send(Err(rejection));
                }
                Outcome::Done(_) => {}
            },
        }
    }
}
