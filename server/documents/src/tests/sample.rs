//! The reports that the tests write.

use onefloor_core::capture::EntryKind;
use onefloor_core::consensus::{Stance, StanceWhy};
use onefloor_core::feedback::Summary;
use onefloor_core::floor::ItemKind;
use onefloor_core::poll::{OptionTally, PollKind, PollResult};
use onefloor_core::report::{
    Harvested, Hub, Point, PollOutcome, Report, ReportLine, Support, Turn,
};
use onefloor_core::terms::{ItemState, Origin};
use onefloor_core::{Event, Session};
use serde_json::Value;

/// A recorded hour.
fn recorded() -> Report {
    let log = include_str!("../../../../tests/fixtures/logs/hour_v3.jsonl");
    let events: Vec<Event> = log
        .lines()
        .flat_map(|line| {
            let mut batch: Value = serde_json::from_str(line).unwrap();
            serde_json::from_value::<Vec<Event>>(batch["events"].take()).unwrap()
        })
        .collect();
    let session = Session::replay(&events);
    Report::of(&session).unwrap()
}

/// The recorded hour with the facts of the published session whose page is a fixture.
pub(super) fn launch() -> Report {
    let page = include_str!("../../../../tests/fixtures/pages/2024_launch_award_128.txt");
    let page = onefloor_page::read_page(page);
    let mut report = recorded();
    let about = &mut report.about;
    (about.year, about.kind, about.number) = (page.year, page.kind, page.number);
    about.organizers = page.organizers;
    about.speakers = page.speakers;
    about.rapporteurs = page.rapporteurs;
    about.sdg_targets = page.sdg_targets;
    about.room = page.room;
    about.format = page.format;
    let entry = report.key_takeaways[0].entry;
    let at_ms = report.started_at_ms.unwrap_or_default();
    let line = |text: String| ReportLine {
        entry,
        text,
        who: None,
        to_whom: None,
        support: Some(support("Needs money first.")),
        item: None,
        segment: Some("Questions".to_owned()),
        at_ms,
    };
    report.key_takeaways = page.key_takeaways.into_iter().map(line).collect();
    report.calls_to_action = page.calls_to_action.into_iter().map(line).collect();
    report.session_report = page.session_report.unwrap_or_default();
    report
}

fn support(why: &str) -> Support {
    let tally = OptionTally {
        online: 4,
        room: 2,
        ..OptionTally::default()
    };
    Support {
        result: PollResult {
            options: vec![tally; 3],
            answered: 18,
            present: 20,
        },
        whys: vec![StanceWhy {
            stance: Stance::Object,
            why: why.to_owned(),
        }],
        reworded: true,
        closed_at_ms: 1,
    }
}

fn turn(report: &Report, text: &str, language: &str, answer: &str) -> Turn {
    Turn {
        item: report.discussion[0].item,
        kind: ItemKind::Question,
        origin: Origin::Online,
        name: Some("ليلى حداد".to_owned()),
        affiliation: Some("ITU".to_owned()),
        text: Some(text.to_owned()),
        language: Some(language.to_owned()),
        outcome: ItemState::AnsweredAloud,
        answer: Some(answer.to_owned()),
        merged: 1,
        votes: 12,
        taken_at_ms: report.started_at_ms,
        took_ms: Some(95_000),
        heard: Some(onefloor_core::terms::Turn::ReadAloud),
        erased: false,
    }
}

/// Arabic, Chinese and Russian beside English.
pub(super) fn three_scripts() -> Report {
    let mut report = launch();
    report.about.title = "Who runs the Internet? 谁来管理互联网? من يدير الإنترنت؟".to_owned();
    let mut captured = report.key_takeaways[0].clone();
    for text in [
        "يجب أن تشارك المجتمعات المحلية في صنع القرار منذ البداية، وليس بعد اتخاذه (انظر RFC 7282).",
        "社区网络需要长期的公共资金支持，而不仅仅是试点项目；监管机构应当简化许可程序。",
        "Местные сети нуждаются в доступном спектре и в простых правилах лицензирования. 👍🏾✅",
    ] {
        captured.text = text.to_owned();
        report.key_takeaways.push(captured.clone());
    }
    report.session_report = "The discussion was held in three languages.\n\n- تحدثت المتحدثة الأولى عن الشمول الرقمي في القرى.\n- 第二位发言者谈到了农村地区的数字包容。\n\nقالت المديرة: «لا يوجد إنترنت واحد»، ثم فتحت باب النقاش في الساعة 14:30."
        .to_owned();
    let asked = [
        (
            "كيف يمكن للدول النامية أن تؤثر في قرارات ICANN؟",
            "ar",
            "عبر اللجنة الاستشارية الحكومية.",
        ),
        (
            "发展中国家如何参与互联网治理？",
            "zh",
            "通过多利益相关方进程。",
        ),
        ("Кто платит за сети?", "ru", "Фонды и операторы."),
    ];
    for (text, language, answer) in asked {
        report
            .discussion
            .push(turn(&report, text, language, answer));
    }
    report
}

/// What people may type, in every field of the report that takes words, this many times over.
pub(super) fn hostile(times: usize) -> Report {
    const HOSTILE: &str = "# heading <script>alert(1)</script> =HYPERLINK(\"x\") | *a* _b_ \
        [c](javascript:d) &lt; \0\u{1b}\u{fffe}\u{202e}سؤال\u{2067} \n- 😀 👩🏽‍🚀 \u{a9c1} \n1. \
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa \
        ' onerror=\"e ]]> 中文 e\u{301} ";
    let words = HOSTILE.repeat(times);
    let formula = format!("=1+{words}");
    let mut report = launch();
    let about = &mut report.about;
    about.title = HOSTILE.to_owned();
    for text in [&mut about.kind, &mut about.format, &mut about.room] {
        *text = Some(HOSTILE.to_owned());
    }
    for person in about.speakers.iter_mut().chain(&mut about.organizers) {
        person.name = HOSTILE.to_owned();
        person.affiliation = Some(formula.clone());
    }
    report.deadlines.key_takeaways = Some(HOSTILE.to_owned());
    for line in report
        .key_takeaways
        .iter_mut()
        .chain(&mut report.calls_to_action)
    {
        line.text.clone_from(&words);
        line.segment = Some(HOSTILE.to_owned());
    }
    report.session_report.clone_from(&words);
    report.harvest = vec![Harvested {
        room: serde_json::from_str("1").unwrap(),
        round: serde_json::from_str("1").unwrap(),
        text: words.clone(),
        names: vec![formula.clone()],
        at_ms: 1,
    }];
    report.hubs = vec![Hub {
        name: Some(formula.clone()),
        heads: 3,
    }];
    report.feedback = Summary {
        given: 6,
        ratings: vec![(Some(5), 6)],
        lines: vec![formula.clone(), words.clone()],
    };
    for state in &mut report.blocks {
        (state.signed, state.signed_by) = (true, Some(formula.clone()));
    }
    for line in &mut report.calls_to_action {
        (line.who, line.to_whom) = (Some(formula.clone()), Some(words.clone()));
        line.support = Some(support(&words));
    }
    report.points = vec![Point {
        kind: EntryKind::Quote,
        speaker: Some(formula.clone()),
        line: report.calls_to_action[0].clone(),
    }];
    for turn in &mut report.discussion {
        turn.name = Some(formula.clone());
        turn.affiliation = Some(words.clone());
        turn.text = Some(formula.clone());
        turn.answer = Some(words.clone());
        turn.language = Some("\"><script>".to_owned());
    }
    for timing in &mut report.timings {
        timing.title.clone_from(&formula);
        for speaker in &mut timing.speakers {
            speaker.name.clone_from(&formula);
        }
    }
    for breakout in &mut report.breakouts {
        breakout.prompt.clone_from(&words);
    }
    for share in &mut report.speaking.people {
        share.name = Some(formula.clone());
    }
    report.polls = vec![PollOutcome {
        poll: serde_json::from_str("1").unwrap(),
        kind: PollKind::Single,
        question: formula.clone(),
        options: vec![formula.clone(), words],
        segment: Some(formula),
        opened_at_ms: 1,
        closed_at_ms: 2,
        result: PollResult {
            options: vec![OptionTally::default(), OptionTally::default()],
            answered: 3,
            present: 4,
        },
    }];
    report
}
