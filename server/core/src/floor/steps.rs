//! What became of an order, told in steps: who left it, and who stands behind whom now.
//!
//! A step names neighbours and no numbers, so that a screen may take the same steps twice and has the
//! same order.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::placed::Placed;
use crate::ids::ItemId;

/// Bytes of a place, about, by which the shorter way is chosen.
const PLACE_BYTES: usize = 30;

/// What became of one item of an order. On the wire it is an array, as long as it has to be:
/// `[5]` has left, `[5, 3]` stands behind 3 (`null`: in front), `[5, 3, "votes"]` does so for another
/// reason than before, and `[5, 3, "moved", "time zone"]` with words of whoever put it there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "wire",
    derive(ts_rs::TS),
    ts(
        type = "[ItemId] | [ItemId, ItemId | null] | [ItemId, ItemId | null, Why] | [ItemId, ItemId | null, Why, string]"
    )
)]
pub enum Step {
    /// It has left.
    Left(ItemId),
    /// It stands elsewhere, for the same reason.
    Moved(ItemId, Option<ItemId>),
    /// It is new, or stands there for another reason.
    Placed(Placed, Option<ItemId>),
}

impl Step {
    /// About how long it is on the wire.
    fn bytes(&self) -> usize {
        match self {
            Self::Left(_) => 6,
            Self::Moved(..) => 12,
            Self::Placed(..) => PLACE_BYTES,
        }
    }

    fn item(&self) -> ItemId {
        match self {
            Self::Left(item) | Self::Moved(item, _) => *item,
            Self::Placed(placed, _) => placed.item,
        }
    }
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Left(item) => [item].serialize(serializer),
            Self::Moved(item, after) => (item, after).serialize(serializer),
            Self::Placed(placed, after) => {
                let Placed { item, why, reason } = placed;
                match reason {
                    None => (item, after, why).serialize(serializer),
                    Some(reason) => (item, after, why, reason).serialize(serializer),
                }
            }
        }
    }
}

#[cfg(feature = "wire")]
impl schemars::JsonSchema for Step {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Step".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let item = generator.subschema_for::<ItemId>();
        let after = generator.subschema_for::<Option<ItemId>>();
        let why = generator.subschema_for::<super::placed::Why>();
        let step = |length: usize, items: &[&schemars::Schema]| {
            schemars::json_schema!({
                "type": "array", "items": items, "minItems": length, "maxItems": length,
            })
        };
        let words = schemars::json_schema!({ "type": "string" });
        schemars::json_schema!({
            "description": "What became of one item of an order: [item] has left; [item, after] stands behind another one, or in front (null); [item, after, why] for another reason than before; [item, after, why, words] with the words of whoever put it there.",
            "oneOf": [
                step(1, &[&item]),
                step(2, &[&item, &after]),
                step(3, &[&item, &after, &why]),
                step(4, &[&item, &after, &why, &words]),
            ],
        })
    }
}

/// The steps from one order to another; `None` where the whole is as short.
#[must_use]
pub fn steps(before: &[Placed], now: &[Placed]) -> Option<Vec<Step>> {
    let same = |(one, other): &(&Placed, &Placed)| one == other;
    let front = before.iter().zip(now).take_while(same).count();
    let (was, is) = (&before[front..], &now[front..]);
    let back = was.iter().rev().zip(is.iter().rev());
    let back = back.take_while(same).count();
    let (was, is) = (&was[..was.len() - back], &is[..is.len() - back]);
    let was_at: BTreeMap<ItemId, usize> = was
        .iter()
        .enumerate()
        .map(|(at, placed)| (placed.item, at))
        .collect();
    let mut left: BTreeMap<ItemId, usize> = was_at.clone();
    let stays = is.iter().map(|placed| left.remove(&placed.item));
    let stays = in_order(&stays.collect::<Vec<_>>());
    let mut steps: Vec<Step> = left.into_keys().map(Step::Left).collect();
    let mut after = front.checked_sub(1).map(|at| now[at].item);
    for (placed, stays) in is.iter().zip(stays) {
        let earlier = was_at.get(&placed.item).map(|at| &was[*at]);
        let as_before = earlier == Some(placed);
        if !as_before {
            steps.push(Step::Placed(placed.clone(), after));
        } else if !stays {
            steps.push(Step::Moved(placed.item, after));
        }
        after = Some(placed.item);
    }
    let bytes: usize = steps.iter().map(Step::bytes).sum();
    (bytes < now.len() * PLACE_BYTES).then_some(steps)
}

/// Takes the steps; `None` if the order is not the one that they begin with.
#[must_use]
pub fn walked(before: &[Placed], steps: &[Step]) -> Option<Vec<Placed>> {
    let mut moving: BTreeMap<ItemId, Option<Placed>> =
        steps.iter().map(|step| (step.item(), None)).collect();
    let mut now = Vec::with_capacity(before.len() + steps.len());
    for placed in before {
        match moving.get_mut(&placed.item) {
            Some(was) => *was = Some(placed.clone()),
            None => now.push(placed.clone()),
        }
    }
    for step in steps {
        let (placed, after) = match step {
            Step::Left(_) => continue,
            Step::Moved(item, after) => (moving.remove(item)??, after),
            Step::Placed(placed, after) => (placed.clone(), after),
        };
        let at = match after {
            None => 0,
            Some(after) => 1 + now.iter().position(|other| other.item == *after)?,
        };
        now.insert(at, placed);
    }
    Some(now)
}

/// Which of these, that stood in places of old or in none, keep their order: the most that can.
fn in_order(was_at: &[Option<usize>]) -> Vec<bool> {
    // The best ends of rows of each length, and what comes before each in its row.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; was_at.len()];
    for (at, was) in was_at.iter().enumerate() {
        if was.is_some() {
            let length = ends.partition_point(|end| was_at[*end] < *was);
            before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
            match ends.get_mut(length) {
                Some(end) => *end = at,
                None => ends.push(at),
            }
        }
    }
    let mut stays = vec![false; was_at.len()];
    let mut row = ends.last().copied();
    while let Some(at) = row {
        stays[at] = true;
        row = before[at];
    }
    stays
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::placed::Why;
    use super::*;

    fn order(items: &[u32]) -> Vec<Placed> {
        items
            .iter()
            .map(|item| place(*item, Why::Arrival))
            .collect()
    }

    fn place(item: u32, why: Why) -> Placed {
        Placed {
            item: ItemId(item),
            why,
            reason: None,
        }
    }

    fn written(before: &[Placed], now: &[Placed]) -> String {
        serde_json::to_string(&steps(before, now).unwrap()).unwrap()
    }

    #[test]
    fn who_goes_comes_or_moves_is_one_step() {
        let before = order(&[1, 2, 3, 4, 5, 6]);
        assert_eq!(written(&before, &order(&[2, 3, 4, 5, 6])), "[[1]]");
        assert_eq!(written(&before, &order(&[1, 5, 2, 3, 4, 6])), "[[5,1]]");
        assert_eq!(written(&before, &order(&[6, 1, 2, 3, 4, 5])), "[[6,null]]");
        assert_eq!(
            written(&before, &order(&[1, 2, 3, 4, 5, 6, 7])),
            "[[7,6,\"arrival\"]]"
        );
        let mut now = before.clone();
        now[2] = Placed {
            reason: Some("in a hurry".to_owned()),
            ..place(3, Why::Moved)
        };
        assert_eq!(written(&before, &now), "[[3,2,\"moved\",\"in a hurry\"]]");
    }

    #[test]
    fn another_order_altogether_is_told_whole() {
        assert_eq!(steps(&order(&[1, 2]), &order(&[3])), None);
        assert_eq!(steps(&[], &order(&[1])), None);
    }

    fn orders() -> impl Strategy<Value = Vec<Placed>> {
        let whys = proptest::collection::vec(0_usize..3, 40);
        let items = Just((1..40_u32).collect::<Vec<_>>()).prop_shuffle();
        (items, whys, 0_usize..40).prop_map(|(items, whys, count)| {
            let why = |at: usize| [Why::Arrival, Why::Votes, Why::Alternates][whys[at]];
            let places = items.iter().take(count).enumerate();
            places.map(|(at, item)| place(*item, why(at))).collect()
        })
    }

    proptest! {
        #[test]
        fn steps_lead_from_any_order_to_any_other_and_may_be_taken_twice(
            before in orders(),
            now in orders(),
        ) {
            if let Some(steps) = steps(&before, &now) {
                prop_assert_eq!(walked(&before, &steps), Some(now.clone()));
                prop_assert_eq!(walked(&now, &steps), Some(now));
            }
        }

        #[test]
        fn one_that_moves_is_one_step(from in 0_usize..30, to in 0_usize..30) {
            let before = order(&(1..=30).collect::<Vec<_>>());
            let mut now = before.clone();
            let moved = now.remove(from);
            now.insert(to, moved);
            let steps = steps(&before, &now).unwrap();
            prop_assert_eq!(steps.len(), usize::from(from != to));
            prop_assert_eq!(walked(&before, &steps), Some(now));
        }
    }
}
