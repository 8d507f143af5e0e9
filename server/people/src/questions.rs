//! What people ask, in six languages; what is nearly the same as what somebody asked before; and what
//! somebody says who is there to disturb.

use crate::Dice;

/// Questions of a language: each with other ways to say the same.
struct Asked {
    language: &'static str,
    /// Beginnings and subjects make many questions of few words.
    begins: &'static [&'static str],
    about: &'static [&'static str],
    /// The same question in other words, which several people have at once.
    common: &'static [&'static str],
}

const ASKED: &[Asked] = &[
    Asked {
        language: "en",
        begins: &[
            "How will small providers pay for",
            "Who decides in the end about",
            "What does the panel expect from",
            "Which countries have already tried",
            "How can young people take part in",
            "What would change your mind about",
        ],
        about: &[
            "open internet exchange points?",
            "reports on outages and shutdowns?",
            "captions in every session?",
            "the new rules for cables at sea?",
            "standards for community networks?",
            "fees that apply across borders?",
            "repair and reuse of old phones?",
        ],
        common: &[
            "When will the recordings and the slides be published?",
            "When will you publish the recordings and slides?",
            "Will the recordings and the slides be published, and when?",
        ],
    },
    Asked {
        language: "fr",
        begins: &[
            "Comment financer durablement",
            "Qui décide finalement de",
            "Quels pays ont déjà essayé",
            "Que pensent les jeunes de",
        ],
        about: &[
            "l'accès dans les villages isolés ?",
            "la transparence des coupures de réseau ?",
            "l'interprétation pendant les sessions ?",
            "la réparation des vieux téléphones ?",
            "l'école en ligne pour tous ?",
        ],
        common: &[
            "Quand les enregistrements seront-ils publiés ?",
            "Les enregistrements seront publiés quand ?",
        ],
    },
    Asked {
        language: "es",
        begins: &[
            "¿Cómo se financia a largo plazo",
            "¿Quién decide al final sobre",
            "¿Qué países ya han probado",
            "¿Qué opinan los jóvenes de",
        ],
        about: &[
            "el acceso en las zonas rurales?",
            "la transparencia de los cortes de red?",
            "la interpretación en las sesiones?",
            "las redes comunitarias en la montaña?",
            "la reparación de teléfonos viejos?",
        ],
        common: &[
            "¿Cuándo se publicarán las grabaciones?",
            "¿Las grabaciones cuándo se van a publicar?",
        ],
    },
    Asked {
        language: "ru",
        begins: &[
            "Кто будет платить за",
            "Кто в итоге решает вопрос про",
            "Какие страны уже попробовали",
            "Что молодёжь думает про",
        ],
        about: &[
            "доступ к сети в дальних сёлах?",
            "отчёты об отключениях связи?",
            "субтитры на каждом заседании?",
            "ремонт старых телефонов?",
            "общественные сети в горах?",
        ],
        common: &[
            "Когда будут опубликованы записи заседания?",
            "Когда опубликуют записи этого заседания?",
        ],
    },
    Asked {
        language: "ar",
        begins: &[
            "كيف سيتم تمويل",
            "من يقرر في النهاية بشأن",
            "ما رأي الشباب في",
            "أي بلدان جربت",
        ],
        about: &[
            "الوصول إلى الشبكة في القرى البعيدة؟",
            "تقارير انقطاع الإنترنت؟",
            "الترجمة الفورية في كل جلسة؟",
            "إصلاح الهواتف القديمة؟",
            "الشبكات المجتمعية في الجبال؟",
        ],
        common: &["متى ستنشر تسجيلات الجلسة؟", "متى يتم نشر تسجيلات هذه الجلسة؟"],
    },
    Asked {
        language: "zh",
        begins: &[
            "小型运营商如何承担",
            "最终由谁来决定",
            "哪些国家已经尝试过",
            "年轻人怎么看待",
        ],
        about: &[
            "偏远村庄的网络接入？",
            "网络中断的公开报告？",
            "每场会议的实时字幕？",
            "旧手机的维修和再利用？",
            "山区的社区网络建设？",
        ],
        common: &["会议录像什么时候公布？", "这次会议的录像什么时候会公布？"],
    },
];

/// What disturbs, without a word that wounds.
const SHOUTED: &[&str] = &[
    "THIS IS ALL FOR SHOW AND EVERYBODY HERE KNOWS IT",
    "Why does nobody answer me? Why? WHY?",
    "Boring. Boring. Boring.",
    "I was cut off last year and I will be cut off again, SHAME",
    "first",
];

/// One in so many asks what others ask too.
const COMMON: usize = 5;

fn asked(language: &str) -> &'static Asked {
    let known = ASKED.iter().find(|asked| asked.language == language);
    known.unwrap_or(&ASKED[0])
}

/// A question in a language; `number` tells one's own apart.
pub(crate) fn question(language: &str, number: usize, dice: &mut Dice) -> String {
    let asked = asked(language);
    // Once each: the same again would be refused.
    if number == 0 && dice.below(COMMON) == 0 {
        return dice
            .one_of(asked.common)
            .copied()
            .unwrap_or_default()
            .to_owned();
    }
    let begin = asked.begins[dice.below(asked.begins.len())];
    // Each of one's own is about something else.
    let about = asked.about[(number + dice.below(2) * 3) % asked.about.len()];
    let space = if language == "zh" { "" } else { " " };
    format!("{begin}{space}{about}")
}

/// A remark that disturbs.
pub(crate) fn shouted(number: usize) -> String {
    let text = SHOUTED[number % SHOUTED.len()];
    match number / SHOUTED.len() {
        0 => text.to_owned(),
        again => format!("{text}{}", "!".repeat(again)),
    }
}

/// What is said in a breakout room.
pub(crate) fn said(language: &str, dice: &mut Dice) -> String {
    let lines: &[&str] = match language {
        "fr" => &[
            "Bonjour à tous !",
            "Chez nous, c'est pareil.",
            "Qui prend la note ?",
        ],
        "es" => &[
            "¡Hola a todos!",
            "En mi ciudad pasa lo mismo.",
            "¿Quién toma nota?",
        ],
        "ru" => &["Здравствуйте!", "У нас так же.", "Кто запишет?"],
        "ar" => &["مرحبا بالجميع", "عندنا الأمر نفسه", "من يكتب الملاحظات؟"],
        "zh" => &["大家好！", "我们那里也一样。", "谁来记录？"],
        _ => &[
            "Hello everybody!",
            "It is the same where I live.",
            "Who takes the note?",
        ],
    };
    dice.one_of(lines).copied().unwrap_or_default().to_owned()
}
