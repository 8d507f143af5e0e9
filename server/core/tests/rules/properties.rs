//! Laws that hold for any commands in any order.

use onefloor_core::agenda::plan;
use onefloor_core::draft::LineState;
use onefloor_core::floor::Anonymity;
use onefloor_core::ids::{ItemId, LineId, PersonId, PollId, SegmentId};
use onefloor_core::report::Report;
use onefloor_core::seal::Purpose;
use onefloor_core::terms::{ItemState, Origin, Role, Roles, Voice};
use onefloor_core::view::Audience;
use onefloor_core::{
    Actor, Command, Event, Session, agenda, capture, draft, floor, next_deadline, project,
};
use proptest::prelude::*;

use crate::hour::{self, Hour, seal_of};
use crate::random::on_floor::proxy;
use crate::random::on_hour::moderated;
use crate::random::{hour_of_five, run, step, steps};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn nothing_panics_and_a_replay_is_the_live_state(steps in steps()) {
        let hour = run(&steps);
        let stored = serde_json::to_string(&hour.log).unwrap();
        let read: Vec<Event> = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(&read, &hour.log);
        prop_assert_eq!(&Session::replay(&read), &hour.session);
        let _ = Report::of(&hour.session);
    }

    #[test]
    fn nobody_has_the_floor_where_there_is_none(steps in steps()) {
        let mut hour = hour_of_five();
        for (actor, command, pass_ms) in steps {
            hour.now_ms += u64::from(pass_ms);
            let _ = step(&mut hour, &actor, command);
            let on_floor = hour.session.floor.on_floor();
            prop_assert!(on_floor.is_none() || hour.session.has_floor());
        }
    }

    #[test]
    fn nobodys_minutes_run_before_they_are_heard(steps in steps()) {
        let mut hour = hour_of_five();
        for (actor, command, pass_ms) in steps {
            hour.now_ms += u64::from(pass_ms);
            let _ = step(&mut hour, &actor, command);
            let Some(on_floor) = hour.session.floor.on_floor() else {
                continue;
            };
            let voice = hour.session.speaking.now.map(|stint| stint.voice);
            let item = on_floor.entered.id;
            if on_floor.taken_at_ms.is_none() {
                prop_assert_ne!(voice, Some(Voice::Asker { item }));
                prop_assert!(hour.session.sound.handovers.contains_key(&item));
            }
        }
    }

    #[test]
    fn assembling_the_draft_again_touches_nothing_that_was_decided(steps in steps()) {
        let mut hour = run(&steps);
        let rapporteur = Actor::Screen {
            person: Some(PersonId(1)),
            roles: Roles::from([Role::Rapporteur]),
        };
        hour.ask(&rapporteur, Command::Draft(draft::Command::AssembleDraft)).unwrap();
        let states = [LineState::Edited, LineState::Dropped];
        let lines: Vec<LineId> = hour.session.draft.lines.keys().copied().collect();
        for (line, state) in lines.into_iter().zip(states.into_iter().cycle()) {
            let revision = hour.session.draft.lines[&line].revision;
            let text = Some("Own words.".to_owned());
            let set = Command::Draft(draft::Command::SetDraftLine { line, state, text, revision });
            hour.ask(&rapporteur, set).unwrap();
        }
        let decided = hour.session.draft.clone();
        for (actor, command, pass_ms) in &steps {
            hour.now_ms += u64::from(*pass_ms);
            if !matches!(command, Command::Draft(draft::Command::SetDraftLine { .. }) | Command::Draft(draft::Command::WriteDraftToReport)) {
                let _ = hour.ask(actor, command.clone());
            }
        }
        hour.ask(&rapporteur, Command::Draft(draft::Command::AssembleDraft)).unwrap();
        for (id, line) in &decided.lines {
            prop_assert_eq!(hour.session.draft.lines.get(id), Some(line));
        }
        prop_assert_eq!(hour.ask(&rapporteur, Command::Draft(draft::Command::AssembleDraft)), Ok(vec![]));
        // Written into the report, it leaves every typed character where it was.
        let typed = hour.session.capture.report.text().to_owned();
        if hour.ask(&rapporteur, Command::Draft(draft::Command::WriteDraftToReport)).is_ok() {
            let mut written = hour.session.capture.report.text().chars();
            prop_assert!(typed.chars().all(|c| written.any(|other| other == c)));
            prop_assert_eq!(hour.ask(&rapporteur, Command::Draft(draft::Command::WriteDraftToReport)), Ok(vec![]));
        }
    }

    #[test]
    fn under_the_rule_no_event_about_an_entry_carries_a_name(steps in steps()) {
        let hour = run(&steps);
        let mut session = Session::default();
        for event in &hour.log {
            if let Event::Capture(capture::Event::EntryAdded { entry }) = event {
                let nameless = session.capture.is_chatham(entry.segment);
                prop_assert!(!nameless || entry.author.is_none() && entry.speaker.is_none());
            }
            if let Event::Capture(capture::Event::EntryEdited { entry, by, .. }) = event {
                let entry = &session.capture.entries[entry];
                prop_assert!(!session.capture.is_chatham(entry.segment) || by.is_none());
            }
            session.evolve(event);
        }
    }

    #[test]
    fn no_audience_gets_a_key_or_a_field_that_it_may_not_see(steps in steps()) {
        let hour = run(&steps);
        let look = |audience| project(&hour.session, &hour.presence, audience, hour.now_ms);
        for (key, entry) in look(Audience::Public) {
            let first = key.split('/').next().unwrap_or_default();
            prop_assert!(
                [
                    "session", "agenda", "clock", "voice", "sound", "stage", "takeaways", "floor", "item",
                    "votes", "presence", "round", "discussion", "poll", "tally", "consensus",
                    "privacy", "signed"
                ].contains(&first),
                "{}", key
            );
            if key.starts_with("consensus/") {
                let json = serde_json::to_value(&entry).unwrap();
                let check = hour.session.consensus.checks.last().unwrap();
                let hidden = !check.put.live && check.closed.is_none();
                prop_assert!(json["whys"].as_array().unwrap().is_empty());
                prop_assert!(!hidden || json["result"].is_null());
            }
            if let Some(poll) = key.strip_prefix("tally/") {
                let json = serde_json::to_value(&entry).unwrap();
                let poll = &hour.session.polls.by_id[&PollId(poll.parse().unwrap())];
                let hidden = !poll.asked.live && poll.closed.is_none();
                prop_assert!(!hidden || json["result"].is_null());
                prop_assert!(json["answered"].as_u64() <= json["present"].as_u64());
                prop_assert!(poll.answers.len() <= hour.session.people.len());
            }
            if let Some(id) = key.strip_prefix("votes/") {
                let item = &hour.session.floor.items[&ItemId(id.parse().unwrap())];
                prop_assert!(item.state.is_public());
                // However many devices somebody has, they are one voice.
                let votes = serde_json::to_value(&entry).unwrap().as_u64().unwrap();
                prop_assert!(votes <= hour.session.people.len() as u64);
            }
            if let Some(id) = key.strip_prefix("item/") {
                let item = &hour.session.floor.items[&ItemId(id.parse().unwrap())];
                prop_assert!(item.state.is_public());
                let json = serde_json::to_value(&entry).unwrap();
                prop_assert!(json.get("staff").is_none());
                let hidden = item.entered.anonymity != Anonymity::Named;
                prop_assert!(!hidden || json["name"].is_null());
                let answered = item.state == ItemState::AnsweredInText && !item.entered.answer_private;
                prop_assert!(answered || json["answer"].is_null());
            }
        }
        for key in look(Audience::Staff).keys() {
            let first = key.split('/').next().unwrap_or_default();
            prop_assert!(!["me", "mine", "room", "answer", "stance"].contains(&first) && key != "feedback/mine", "{}", key);
        }
        for person in hour.session.people.keys() {
            for key in look(Audience::Person(*person)).keys() {
                let own = key == "me" || key == "cue" || key == "thresholds" || key == "feedback/mine" || key.starts_with("answer/") || key.starts_with("stance/") || key.strip_prefix("mine/").is_some_and(|id| {
                    let item = &hour.session.floor.items[&ItemId(id.parse().unwrap())];
                    let sealed = seal_of(*person).pseudonym(Purpose::Asking);
                    item.entered.asker == Some(*person) || item.entered.sealed == Some(sealed)
                });
                prop_assert!(own, "{}", key);
            }
        }
    }

    #[test]
    fn a_met_deadline_lies_in_the_past(steps in steps()) {
        let mut hour = run(&steps);
        // What is due may make something else due, and comes to rest.
        let rests = (0..20).any(|_| hour.meets_deadlines().is_empty());
        prop_assert!(rests);
        // Whatever was due is done: the next moment to look again is not now.
        let due_ms = next_deadline(&hour.session, hour.now_ms);
        prop_assert!(due_ms.is_none_or(|due_ms| due_ms > hour.now_ms), "{:?}", due_ms);
        prop_assert_eq!(hour.ask(&Actor::Clock, Command::MeetDeadlines), Ok(vec![]));
    }

    #[test]
    fn one_order_holds_every_waiting_item_once(steps in steps()) {
        let hour = run(&steps);
        let mut placed = hour.order();
        placed.sort();
        let items = hour.session.floor.items.values();
        let waiting: Vec<ItemId> = items
            .filter(|item| item.state.waits())
            .map(|item| item.entered.id)
            .collect();
        prop_assert_eq!(placed, waiting);
    }

    #[test]
    fn alternating_sides_never_wait_for_an_empty_one(origins in proptest::collection::vec(any::<bool>(), 0..20)) {
        let mut hour = Hour::new();
        let moderator = hour.joins_as(Role::Moderator);
        for (at, online) in origins.iter().enumerate() {
            let origin = if *online { Origin::Online } else { Origin::Room };
            hour.now_ms += 1;
            let entry = proxy(format!("Person {at}"), origin);
            hour.ask(&moderator, Command::Floor(floor::Command::AddProxy(entry))).unwrap();
        }
        let is_online = |id: &ItemId| hour.session.floor.items[id].entered.origin == Origin::Online;
        let sides: Vec<bool> = hour.order().iter().map(is_online).collect();
        for (at, pair) in sides.windows(2).enumerate() {
            // Two of one side in a row: the other side has nobody left.
            let others = sides[at + 1..].iter().any(|side| *side != pair[0]);
            prop_assert!(pair[0] != pair[1] || !others, "{:?}", sides);
        }
        prop_assert_eq!(sides.len(), origins.len());
    }

    #[test]
    fn votes_after_any_merging_are_the_union_of_people(
        votes in proptest::collection::btree_set((0_usize..5, 0_usize..4), 0..20),
        moves in proptest::collection::vec((0_u32..6, 0_u32..6, any::<bool>()), 0..12),
    ) {
        let mut hour = Hour::new();
        let moderator = hour.joins_as(Role::Moderator);
        let voters: Vec<Actor> = (0..5).map(|at| hour.joins(&format!("Voter {at}"))).collect();
        let asker = hour.joins("Ada");
        let items: Vec<ItemId> = (0..4).map(|at| hour.asks(&asker, &format!("Question {at}"))).collect();
        for (voter, item) in &votes {
            let vote = Command::Floor(floor::Command::Vote { item: items[*item], support: true });
            hour.ask(&voters[*voter], vote).unwrap();
        }
        for (into, item, parts) in moves {
            let (into, item) = (ItemId(into), ItemId(item));
            let _ = hour.ask(&moderator, if parts {
                Command::Floor(floor::Command::UndoItem { item, from: ItemState::Merged })
            } else {
                Command::Floor(floor::Command::MergeItems { into, items: vec![item] })
            });
            let floor = &hour.session.floor;
            for root in items.iter().filter(|id| floor.items[id].merged_into.is_none()) {
                let in_group = |at: &usize| floor.root(items[*at]) == *root;
                let expected: std::collections::BTreeSet<PersonId> = votes
                    .iter()
                    .filter(|(_, at)| in_group(at))
                    .map(|(voter, _)| hour::person(&voters[*voter]))
                    .collect();
                prop_assert_eq!(floor.voters(*root), expected);
            }
        }
        // Parted again, everything is as it was.
        for item in &items {
            while hour.session.floor.items[item].merged_into.is_some() {
                let part = Command::Floor(floor::Command::UndoItem { item: *item, from: ItemState::Merged });
                hour.ask(&moderator, part).unwrap();
            }
        }
        for (voter, item) in &votes {
            let voter = hour::person(&voters[*voter]);
            prop_assert!(hour.session.floor.items[&items[*item]].votes.contains(&voter));
        }
    }

    #[test]
    fn projected_segments_follow_each_other_and_keep_their_hard_starts(steps in moderated()) {
        let hour = run(&steps);
        let agenda = &hour.session.agenda;
        let plan = plan(agenda, hour.now_ms);
        let coming: Vec<SegmentId> = agenda.coming().map(|segment| segment.id).collect();
        let projected: Vec<SegmentId> = plan.coming.iter().map(|it| it.segment).collect();
        prop_assert_eq!(coming, projected);
        let mut ends_at_ms = agenda.clock.map(|clock| clock.ends_at_ms());
        for it in &plan.coming {
            let hard_ms = agenda.segment(it.segment).unwrap().hard_start_ms;
            let Some(starts_at_ms) = it.starts_at_ms else { continue };
            prop_assert!(ends_at_ms.is_none_or(|ends_at_ms| starts_at_ms >= ends_at_ms));
            prop_assert!(hard_ms.is_none_or(|hard_ms| starts_at_ms == hard_ms + it.late_ms));
            ends_at_ms = Some(starts_at_ms + it.length_ms);
        }
        let timed = plan.coming.iter().any(|it| it.starts_at_ms.is_some());
        if timed {
            prop_assert_eq!(plan.ends_at_ms, ends_at_ms);
        }
    }

    #[test]
    fn replanning_keeps_every_bound_and_every_hard_start_that_can_be_kept(steps in moderated()) {
        let mut hour = run(&steps);
        let moderator = Actor::Screen {
            person: Some(PersonId(1)),
            roles: Roles::from([Role::Moderator]),
        };
        let before = hour.session.agenda.clone();
        let was = plan(&before, hour.now_ms);
        if hour.ask(&moderator, Command::Agenda(agenda::Command::Replan)).is_err() {
            return Ok(());
        }
        let agenda = &hour.session.agenda;
        let now = plan(agenda, hour.now_ms);
        for segment in agenda.coming() {
            let had_ms = before.segment(segment.id).unwrap().length_ms;
            let kept = had_ms == segment.length_ms;
            let least_ms = segment.min_ms.max(segment.took_ms());
            let fits = (least_ms..=segment.max_ms).contains(&segment.length_ms);
            // A moderator may have taken it outside by hand: then it comes nearer, or stays.
            let nearer = had_ms > segment.max_ms && segment.length_ms < had_ms
                || had_ms < least_ms && segment.length_ms > had_ms;
            prop_assert!(kept || fits || nearer, "{segment:?} had {had_ms}");
        }
        for (was, now) in was.coming.iter().zip(&now.coming) {
            prop_assert!(now.late_ms <= was.late_ms);
        }
        // The promise holds, or nobody has any more to give (or to take) after the last fence.
        let promised_ms = agenda.promised_end_ms.unwrap();
        let ends_at_ms = now.ends_at_ms.unwrap();
        if ends_at_ms > promised_ms {
            prop_assert_eq!(ends_at_ms - promised_ms, was.refit.late_ms);
            let last = now.coming.last().and_then(|it| agenda.segment(it.segment));
            prop_assert!(last.is_none_or(|it| it.left_ms() <= it.min_ms.max(60_000).saturating_sub(it.took_ms())));
        }
        // Once is enough.
        prop_assert_eq!(hour.ask(&moderator, Command::Agenda(agenda::Command::Replan)), Ok(vec![]));
    }

    #[test]
    fn a_pause_loses_no_second(steps in moderated(), before_ms in 0_u64..600_000, pause_ms in 0_u64..3_600_000) {
        let mut hour = run(&steps);
        let moderator = Actor::Screen {
            person: Some(PersonId(1)),
            roles: Roles::from([Role::Moderator]),
        };
        let _ = hour.ask(&moderator, Command::Agenda(agenda::Command::ResumeClock));
        hour.now_ms += before_ms;
        if hour.ask(&moderator, Command::Agenda(agenda::Command::PauseClock)).is_err() {
            return Ok(());
        }
        let spent = |hour: &Hour| {
            let agenda = &hour.session.agenda;
            (agenda.clock.unwrap().elapsed_ms(hour.now_ms), agenda.awake_ms(hour.now_ms))
        };
        let paused = spent(&hour);
        hour.now_ms += pause_ms;
        prop_assert_eq!(spent(&hour), paused);
        hour.ask(&moderator, Command::Agenda(agenda::Command::ResumeClock)).unwrap();
        prop_assert_eq!(spent(&hour), paused);
        hour.now_ms += 1_000;
        prop_assert_eq!(spent(&hour), (paused.0 + 1_000, paused.1 + 1_000));
        // And the log says the same to whoever reads it later.
        prop_assert_eq!(&Session::replay(&hour.log), &hour.session);
    }

    #[test]
    fn nobody_speaks_for_longer_than_the_hour_was_awake(steps in moderated()) {
        let hour = run(&steps);
        let spoken: u64 = hour.session.speaking.spoken.values().map(|it| it.ms).sum();
        prop_assert!(spoken <= hour.now_ms - hour::START_MS);
    }
}
