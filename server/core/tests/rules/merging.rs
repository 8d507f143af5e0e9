//! Asking several as one, and the wording of it.

use onefloor_core::ids::ItemId;
use onefloor_core::terms::{ItemState, Role};
use onefloor_core::{Actor, Command, Rejection, floor};

use crate::hour::Hour;

fn merge(hour: &mut Hour, moderator: &Actor, into: ItemId, items: &[ItemId]) {
    let items = items.to_vec();
    hour.ask(
        moderator,
        Command::Floor(floor::Command::MergeItems { into, items }),
    )
    .unwrap();
}

fn votes(hour: &Hour, item: ItemId) -> usize {
    hour.session.floor.voters(item).len()
}

#[test]
fn merging_keeps_both_askers_and_counts_every_supporter_once() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let (chi, dia) = (hour.joins("Chi"), hour.joins("Dia"));
    let first = hour.asks(&ada, "Who pays for the second year?");
    let second = hour.asks(&ben, "The second year: who pays for it?");
    for (voter, item) in [(&chi, first), (&chi, second), (&dia, second)] {
        let support = true;
        hour.ask(
            voter,
            Command::Floor(floor::Command::Vote { item, support }),
        )
        .unwrap();
    }
    merge(&mut hour, &moderator, first, &[second]);
    assert_eq!(hour.order(), [first]);
    assert_eq!(votes(&hour, first), 2);
    let told = hour.mine(&ben, second);
    assert_eq!(told.place, Some(1));
    assert_eq!(told.merged_into, Some(first));
    assert_eq!(
        told.asked_as.as_deref(),
        Some("Who pays for the second year?")
    );

    // Support taken back is taken back wherever it was given.
    let back = Command::Floor(floor::Command::Vote {
        item: first,
        support: false,
    });
    hour.ask(&chi, back).unwrap();
    assert_eq!(votes(&hour, first), 1);

    // Parted again, the second waits where it did.
    let from = ItemState::Merged;
    let part = Command::Floor(floor::Command::UndoItem { item: second, from });
    hour.ask(&moderator, part).unwrap();
    assert_eq!(hour.order(), [first, second]);
    assert_eq!(votes(&hour, second), 1);
}

#[test]
fn a_vote_for_one_that_was_merged_meanwhile_is_a_vote_for_the_one_it_is_asked_with() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben, chi) = (hour.joins("Ada"), hour.joins("Ben"), hour.joins("Chi"));
    let first = hour.asks(&ada, "Who pays?");
    let second = hour.asks(&ben, "Who carries the costs?");
    merge(&mut hour, &moderator, first, &[second]);
    let vote = |item| {
        Command::Floor(floor::Command::Vote {
            item,
            support: true,
        })
    };
    hour.ask(&chi, vote(second)).unwrap();
    assert_eq!(votes(&hour, first), 1);
    // Neither asker supports what is now their own question too.
    assert_eq!(hour.ask(&ben, vote(first)), Err(Rejection::VoteImpossible));
}

#[test]
fn many_are_merged_at_once_and_no_circle_is_made() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let items: Vec<ItemId> = (0..4)
        .map(|at| hour.asks(&ada, &format!("Question {at}")))
        .collect();
    merge(&mut hour, &moderator, items[1], &[items[2]]);
    merge(&mut hour, &moderator, items[0], &[items[1], items[3]]);
    assert_eq!(hour.order(), [items[0]]);
    assert_eq!(hour.session.floor.root(items[2]), items[0]);
    let refused = |hour: &mut Hour, into, item| {
        let items = vec![item];
        hour.ask(
            &moderator,
            Command::Floor(floor::Command::MergeItems { into, items }),
        )
    };
    assert_eq!(
        refused(&mut hour, items[0], items[0]),
        Err(Rejection::MergeImpossible)
    );
    let state = ItemState::Merged;
    let circle = refused(&mut hour, items[2], items[0]);
    let item = items[2];
    assert_eq!(circle, Err(Rejection::ItemChanged { item, state }));
}

#[test]
fn of_two_who_change_the_wording_at_once_the_second_is_given_the_first_ones() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let item = hour.asks(&ada, "who pays??");
    let reword = |text: &str, revision| {
        Command::Floor(floor::Command::RewordItem {
            item,
            text: text.to_owned(),
            revision,
        })
    };
    hour.ask(&moderator, reword("Who pays?", 0)).unwrap();
    let refused = hour.ask(&moderator, reword("Who will pay?", 0));
    let text = "Who pays?".to_owned();
    assert_eq!(refused, Err(Rejection::TextChanged { text, revision: 1 }));
    let told = hour.mine(&ada, item);
    assert_eq!(told.text.as_deref(), Some("who pays??"));
    assert_eq!(told.asked_as.as_deref(), Some("Who pays?"));
    // Empty is the asker's own wording again.
    hour.ask(&moderator, reword("", 1)).unwrap();
    assert_eq!(hour.mine(&ada, item).asked_as, None);
}

#[test]
fn an_asker_does_not_learn_what_waits_for_approval_by_being_merged_with_it() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let first = hour.asks(&ada, "A question that is held");
    let second = hour.asks(&ben, "Another one");
    let hold = Command::Floor(floor::Command::MoveItem {
        item: first,
        from: ItemState::Approved,
        to: ItemState::Held,
        reason: String::new(),
        because: None,
    });
    hour.ask(&moderator, hold).unwrap();
    merge(&mut hour, &moderator, first, &[second]);
    let told = hour.mine(&ben, second);
    assert_eq!(told.asked_as, None);
    assert_eq!(told.state, ItemState::Merged);
}
