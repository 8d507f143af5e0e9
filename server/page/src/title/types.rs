//! The types of sessions, as titles name them.

/// The IGF's session types with the forms seen on pages, lower case.
pub(super) const TYPES: &[(&str, &[&str])] = &[
    (
        "Launch / Award Event",
        &[
            "launch / award event",
            "launch/award event",
            "launch / award",
            "launch and award event",
            "award event",
            "launch event",
            "lancement",
            "lanzamiento",
            "lançamento",
        ],
    ),
    (
        "Networking Session",
        &[
            "networking session",
            "networking",
            "session de réseautage",
            "sesión de networking",
        ],
    ),
    (
        "Lightning Talk",
        &[
            "lightning talk",
            "lightning session",
            "présentation éclair",
            "charla relámpago",
        ],
    ),
    (
        "Day 0 Event",
        &["day 0 event", "day zero event", "day 0", "pre-event"],
    ),
    (
        "Open Forum",
        &[
            "open forum",
            "of",
            "forum ouvert",
            "foro abierto",
            "fórum aberto",
            "открытый форум",
            "开放论坛",
            "منتدى مفتوح",
            "المنتدى المفتوح",
        ],
    ),
    ("Town Hall", &["town hall", "th"]),
    (
        "Workshop",
        &[
            "workshop",
            "ws",
            "atelier",
            "taller",
            "oficina",
            "семинар",
            "воркшоп",
            "研讨会",
            "工作坊",
            "ورشة عمل",
        ],
    ),
    (
        "Dynamic Coalition",
        &[
            "dynamic coalition",
            "dc",
            "coalition dynamique",
            "coalición dinámica",
            "coalizão dinâmica",
            "динамическая коалиция",
            "动态联盟",
        ],
    ),
    (
        "Best Practice Forum",
        &["best practice forum", "best practices forum", "bpf"],
    ),
    ("Policy Network", &["policy network", "pn"]),
    (
        "NRI Session",
        &[
            "nri session",
            "nris session",
            "nri collaborative session",
            "nris collaborative session",
            "nri",
            "nris",
        ],
    ),
    (
        "Main Session",
        &[
            "main session",
            "session principale",
            "sesión principal",
            "sessão principal",
            "основная сессия",
            "主会议",
            "الجلسة الرئيسية",
        ],
    ),
];
