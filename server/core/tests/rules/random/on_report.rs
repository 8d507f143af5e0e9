//! What those who write the report do, and what everybody says to it.

use onefloor_core::capture::{EntryFact, EntryKind, Quoted};
use onefloor_core::consensus::Stance;
use onefloor_core::draft::LineState;
use onefloor_core::ids::{EntryId, LineId};
use onefloor_core::terms::Block;
use onefloor_core::{Command, capture, consensus, draft, feedback, form};
use proptest::prelude::*;

use crate::hour::{self};
use crate::random::{item, segment};

/// What those who write the report do, and what everybody says to it.
pub(crate) fn on_report() -> impl Strategy<Value = Command> {
    use EntryKind::{CallToAction, Consensus, NoConsensus, Note, OpenIssue, Quote, Takeaway};
    let kinds = vec![
        Takeaway,
        CallToAction,
        Consensus,
        NoConsensus,
        Quote,
        OpenIssue,
        Note,
    ];
    let kind = || proptest::sample::select(kinds.clone());
    let entry = || (0_u32..5).prop_map(EntryId);
    let maybe = || proptest::option::of((0_u32..5).prop_map(EntryId));
    let splice = || (0_u32..5, 0_u32..12, 0_u32..6, ".{0,6}");
    let block = || proptest::sample::select(Block::ALL.to_vec());
    let state =
        proptest::sample::select(vec![LineState::Kept, LineState::Edited, LineState::Dropped]);
    let stance = proptest::sample::select(vec![Stance::Support, Stance::LiveWith, Stance::Object]);
    let fact = prop_oneof![
        kind().prop_map(|kind| EntryFact::Kind { kind }),
        ".{0,4}".prop_map(|text| EntryFact::Who { text }),
        ".{0,4}".prop_map(|name| EntryFact::Speaker {
            speaker: Some(Quoted::Name { name })
        }),
        proptest::option::of(segment()).prop_map(|segment| EntryFact::Segment { segment }),
        proptest::option::of(item()).prop_map(|item| EntryFact::Item { item }),
    ];
    let captures = (kind(), ".{0,8}", proptest::option::of(item()));
    let captures = captures.prop_map(|(kind, text, item)| {
        let mut command = hour::entry(kind, &text);
        if let Command::Capture(capture::Command::AddEntry { item: on, .. }) = &mut command {
            *on = item;
        }
        command
    });
    let typing = prop_oneof![
        (entry(), splice()).prop_map(|(entry, (revision, at, delete, insert))| {
            Command::Capture(capture::Command::EditEntry {
                entry,
                revision,
                at,
                delete,
                insert,
                follows: false,
            })
        }),
        splice().prop_map(|(revision, at, delete, insert)| Command::Capture(
            capture::Command::EditReport {
                revision,
                at,
                delete,
                insert,
                follows: false
            }
        )),
        (entry(), ".{0,8}", 0_u32..4).prop_map(|(entry, text, revision)| Command::Capture(
            capture::Command::ReviseEntry {
                entry,
                text,
                revision,
            }
        )),
        (".{0,8}", 0_u32..4).prop_map(|(text, revision)| Command::Capture(
            capture::Command::WriteReport { text, revision }
        )),
        (entry(), 0_u32..4).prop_map(|(entry, revision)| Command::Capture(
            capture::Command::RestoreEntry { entry, revision }
        )),
        (0_u32..4)
            .prop_map(|revision| Command::Capture(capture::Command::RestoreReport { revision })),
    ];
    prop_oneof![
        captures,
        typing,
        (entry(), fact).prop_map(|(entry, fact)| Command::Capture(
            capture::Command::DescribeEntry { entry, fact }
        )),
        (entry(), maybe(), maybe()).prop_map(|(entry, after, before)| Command::Capture(
            capture::Command::PlaceEntry {
                entry,
                after,
                before,
            }
        )),
        (entry(), any::<bool>()).prop_map(|(entry, removed)| Command::Capture(
            capture::Command::SetEntryRemoved { entry, removed }
        )),
        (segment(), any::<bool>()).prop_map(|(segment, on)| Command::Capture(
            capture::Command::SetChatham { segment, on }
        )),
        (block(), any::<bool>(), 0_u32..4).prop_map(|(block, signed, revision)| {
            Command::Form(form::Command::SignBlock {
                block,
                signed,
                revision,
            })
        }),
        (block(), proptest::option::of(any::<u64>())).prop_map(|(block, due_at_ms)| Command::Form(
            form::Command::SetDeadline { block, due_at_ms }
        )),
        proptest::option::of(proptest::sample::select(vec![
            "UTC",
            "+05:45",
            "Asia/Riyadh",
            "?"
        ]))
        .prop_map(|zone| Command::Form(form::Command::SetTimeZone {
            time_zone: zone.map(str::to_owned)
        })),
        Just(Command::Draft(draft::Command::AssembleDraft)),
        (
            (0_u32..6).prop_map(LineId),
            state,
            proptest::option::of(".{0,8}"),
            0_u32..3
        )
            .prop_map(|(line, state, text, revision)| Command::Draft(
                draft::Command::SetDraftLine {
                    line,
                    state,
                    text,
                    revision,
                }
            )),
        Just(Command::Draft(draft::Command::WriteDraftToReport)),
        (proptest::collection::vec(entry(), 0..4), any::<bool>()).prop_map(|(entries, live)| {
            Command::Consensus(consensus::Command::PutToConsensus { entries, live })
        }),
        (entry(), proptest::option::of(stance), ".{0,6}").prop_map(|(entry, stance, why)| {
            Command::Consensus(consensus::Command::AnswerConsensus { entry, stance, why })
        }),
        (entry(), proptest::collection::vec(0_u32..6_000, 0..4)).prop_map(|(entry, counts)| {
            Command::Consensus(consensus::Command::CountStances { entry, counts })
        }),
        Just(Command::Consensus(consensus::Command::CloseConsensus)),
        (proptest::option::of(0_u8..7), ".{0,6}").prop_map(|(rating, line)| {
            Command::Feedback(feedback::Command::GiveFeedback { rating, line })
        }),
    ]
}
