//! Days, months by their names in seven languages, and the zones that have one meaning.

/// A day and a time of day in UTC; ordered as time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) minute_of_day: u16,
}

/// Names of each month, and what they are cut to, in lower case.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "janvier",
        "janv",
        "enero",
        "ene",
        "janeiro",
        "январь",
        "января",
        "янв",
        "januar",
        "يناير",
    ],
    &[
        "february",
        "feb",
        "février",
        "fevrier",
        "févr",
        "febrero",
        "fevereiro",
        "fev",
        "февраль",
        "февраля",
        "фев",
        "februar",
        "فبراير",
    ],
    &[
        "march",
        "mar",
        "mars",
        "marzo",
        "março",
        "marco",
        "март",
        "марта",
        "märz",
        "مارس",
    ],
    &[
        "april",
        "apr",
        "avril",
        "avr",
        "abril",
        "abr",
        "апрель",
        "апреля",
        "апр",
        "أبريل",
        "إبريل",
    ],
    &["may", "mai", "mayo", "maio", "май", "мая", "مايو"],
    &[
        "june",
        "jun",
        "juin",
        "junio",
        "junho",
        "июнь",
        "июня",
        "juni",
        "يونيو",
        "يونيه",
    ],
    &[
        "july",
        "jul",
        "juillet",
        "juil",
        "julio",
        "julho",
        "июль",
        "июля",
        "juli",
        "يوليو",
        "يوليه",
    ],
    &[
        "august",
        "aug",
        "août",
        "aout",
        "agosto",
        "ago",
        "август",
        "августа",
        "авг",
        "أغسطس",
    ],
    &[
        "september",
        "sep",
        "sept",
        "septembre",
        "septiembre",
        "setiembre",
        "setembro",
        "set",
        "сентябрь",
        "сентября",
        "сен",
        "سبتمبر",
    ],
    &[
        "october",
        "oct",
        "octobre",
        "octubre",
        "outubro",
        "out",
        "октябрь",
        "октября",
        "окт",
        "oktober",
        "okt",
        "أكتوبر",
    ],
    &[
        "november",
        "nov",
        "novembre",
        "noviembre",
        "novembro",
        "ноябрь",
        "ноября",
        "ноя",
        "نوفمبر",
    ],
    &[
        "december",
        "dec",
        "décembre",
        "decembre",
        "déc",
        "diciembre",
        "dic",
        "dezembro",
        "dez",
        "декабрь",
        "декабря",
        "дек",
        "dezember",
        "ديسمبر",
    ],
];

/// Names of the days of the week, and what they are cut to, in lower case.
const WEEKDAYS: &[&str] = &[
    "monday",
    "mon",
    "tuesday",
    "tue",
    "tues",
    "wednesday",
    "wed",
    "thursday",
    "thu",
    "thur",
    "thurs",
    "friday",
    "fri",
    "saturday",
    "sat",
    "sunday",
    "sun",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "segunda",
    "segunda-feira",
    "terça",
    "terça-feira",
    "quarta",
    "quarta-feira",
    "quinta",
    "quinta-feira",
    "sexta",
    "sexta-feira",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "الاثنين",
    "الإثنين",
    "الثلاثاء",
    "الأربعاء",
    "الخميس",
    "الجمعة",
    "السبت",
    "الأحد",
];

/// Zones in minutes east of Greenwich. What names two of them, such as CST and IST, is not here.
const ZONES: &[(&str, i32)] = &[
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("WEST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("TRT", 180),
    ("WAT", 60),
    ("CAT", 120),
    ("SAST", 120),
    ("EAT", 180),
    ("EST", -300),
    ("EDT", -240),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("BRT", -180),
    ("ART", -180),
    ("CLT", -240),
    ("COT", -300),
    ("PET", -300),
    ("UYT", -180),
    ("PKT", 300),
    ("NPT", 345),
    ("ICT", 420),
    ("WIB", 420),
    ("SGT", 480),
    ("HKT", 480),
    ("PHT", 480),
    ("AWST", 480),
    ("JST", 540),
    ("KST", 540),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
];

/// The month that a word names.
pub(super) fn month(word: &str) -> Option<u8> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    u8::try_from(at + 1).ok()
}

pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}

/// Minutes east of Greenwich of a zone in capitals.
pub(super) fn zone(word: &str) -> Option<i32> {
    let found = ZONES.iter().find(|(name, _)| *name == word);
    found.map(|(_, minutes)| *minutes)
}

pub(super) fn days_of(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A local time as a moment in UTC.
pub(super) fn in_utc((year, month, day): (u16, u8, u8), minute: u16, zone: i32) -> Moment {
    let local = Moment {
        year,
        month,
        day,
        minute_of_day: 0,
    };
    let minutes = i32::from(minute) - zone;
    let moved = match minutes.div_euclid(1_440) {
        0 => local,
        days if days > 0 => next_day(local),
        _ => day_before(local),
    };
    let minute_of_day = u16::try_from(minutes.rem_euclid(1_440)).unwrap_or_default();
    Moment {
        minute_of_day,
        ..moved
    }
}

pub(super) fn next_day(moment: Moment) -> Moment {
    let Moment {
        year, month, day, ..
    } = moment;
    let (year, month, day) = if day < days_of(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    };
    Moment {
        year,
        month,
        day,
        ..moment
    }
}

fn day_before(moment: Moment) -> Moment {
    let Moment {
        year, month, day, ..
    } = moment;
    let (year, month, day) = if day > 1 {
        (year, month, day - 1)
    } else if month > 1 {
        (year, month - 1, days_of(year, month - 1))
    } else {
        (year - 1, 12, 31)
    };
    Moment {
        year,
        month,
        day,
        ..moment
    }
}

pub(super) fn rfc3339(moment: Moment) -> String {
    let Moment {
        year,
        month,
        day,
        minute_of_day,
    } = moment;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:00Z",
        minute_of_day / 60,
        minute_of_day % 60
    )
}
