//! A list of people as CSV or TSV: the columns are told by their names, in any order, and the mark
//! between them by what makes columns of the first line.

use csv::ReaderBuilder;
use onefloor_page::{PagePerson, PageReading, group_and_region};

use crate::{Programme, SourceKind, Unreadable, draft, roles};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Role,
    Name,
    GivenName,
    FamilyName,
    Affiliation,
    Group,
    Region,
    Language,
    /// Addresses and numbers of people: of no use in the room, and not to be kept.
    Private,
    Other,
}

/// Names of columns: letters only, lower case.
const NAMES: [(&[&str], Column); 9] = [
    (
        &[
            "role",
            "rôle",
            "rol",
            "función",
            "função",
            "papel",
            "роль",
            "角色",
            "الدور",
            "type",
        ],
        Column::Role,
    ),
    (
        &[
            "name",
            "fullname",
            "names",
            "nom",
            "nometprénom",
            "nombre",
            "nombrecompleto",
            "nome",
            "имя",
            "фио",
            "姓名",
            "名字",
            "الاسم",
            "speaker",
            "person",
            "participant",
            "panellist",
            "panelist",
        ],
        Column::Name,
    ),
    (
        &[
            "firstname",
            "givenname",
            "prénom",
            "nombres",
            "primeironome",
            "имяотчество",
            "名",
        ],
        Column::GivenName,
    ),
    (
        &[
            "lastname",
            "familyname",
            "surname",
            "nomdefamille",
            "apellido",
            "apellidos",
            "sobrenome",
            "фамилия",
            "姓",
        ],
        Column::FamilyName,
    ),
    (
        &[
            "affiliation",
            "organization",
            "organisation",
            "institution",
            "company",
            "employer",
            "organización",
            "afiliación",
            "organização",
            "afiliação",
            "instituição",
            "организация",
            "机构",
            "单位",
            "组织",
            "المنظمة",
            "المؤسسة",
            "الجهة",
            "orgname",
            "org",
        ],
        Column::Affiliation,
    ),
    (
        &[
            "group",
            "stakeholdergroup",
            "stakeholder",
            "groupe",
            "groupedepartiesprenantes",
            "grupo",
            "grupodeinterés",
            "setor",
            "группа",
            "группазаинтересованныхсторон",
            "利益相关方",
            "群体",
            "المجموعة",
            "constituency",
            "sector",
        ],
        Column::Group,
    ),
    (
        &[
            "region",
            "regionalgroup",
            "région",
            "región",
            "região",
            "регион",
            "地区",
            "区域",
            "المنطقة",
            "continent",
        ],
        Column::Region,
    ),
    (
        &[
            "language",
            "languages",
            "langue",
            "langues",
            "idioma",
            "idiomas",
            "язык",
            "языки",
            "语言",
            "اللغة",
            "اللغات",
        ],
        Column::Language,
    ),
    (
        &[
            "email",
            "mail",
            "emailaddress",
            "courriel",
            "correo",
            "phone",
            "telephone",
            "mobile",
            "id",
            "registrationid",
            "username",
            "passport",
            "электроннаяпочта",
            "电子邮件",
        ],
        Column::Private,
    ),
];

/// Marks between columns.
const DELIMITERS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// The mark between columns, if the first line with text names the columns of a list of people: a
/// name, and something else that is known.
pub(crate) fn delimiter(text: &str) -> Option<u8> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    DELIMITERS.into_iter().find(|mark| {
        let columns: Vec<Column> = first.split(char::from(*mark)).map(column).collect();
        let has = |of: Column| columns.contains(&of);
        let is_named = has(Column::Name) || (has(Column::GivenName) && has(Column::FamilyName));
        let known = columns.iter().filter(|it| **it != Column::Other).count();
        // A sentence with a comma in it is no head of columns.
        is_named && known >= 2 && known * 2 >= columns.len()
    })
}

fn column(name: &str) -> Column {
    let key: String = name
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let names = NAMES
        .iter()
        .find(|(names, _)| names.contains(&key.as_str()));
    names.map_or(Column::Other, |(_, column)| *column)
}

/// Reads the list into the people of one session, of which nothing else is known.
pub(crate) fn read(text: &str, delimiter: u8) -> Result<Programme, Unreadable> {
    const KIND: SourceKind = SourceKind::People;
    let text = text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
    let mut rows = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = rows.records();
    let head = rows
        .next()
        .and_then(Result::ok)
        .ok_or(Unreadable::Broken(KIND))?;
    let columns: Vec<(Column, String)> = head
        .iter()
        .map(|name| (column(name), draft::line(name)))
        .collect();
    let mut page = PageReading::default();
    for row in rows {
        let row = row.map_err(|_| Unreadable::Broken(KIND))?;
        read_row(&mut page, &columns, row.iter());
    }
    match roles::nobody(&page) {
        true => Err(Unreadable::NoSession(KIND)),
        false => Programme::of(KIND, vec![page]),
    }
}

fn read_row<'x>(
    page: &mut PageReading,
    columns: &[(Column, String)],
    cells: impl Iterator<Item = &'x str>,
) {
    let mut person = PagePerson::default();
    let (mut given, mut family, mut role) = (String::new(), String::new(), String::new());
    let mut unread = Vec::new();
    for (at, cell) in cells.enumerate() {
        let cell = draft::line(cell);
        let (kind, name) = columns
            .get(at)
            .map_or((Column::Other, ""), |(kind, name)| (*kind, name.as_str()));
        if cell.is_empty() || kind == Column::Private {
            continue;
        }
        match kind {
            Column::Role => role = cell,
            Column::Name if person.name.is_empty() => person.name = draft::spoken(&cell),
            Column::GivenName => given = cell,
            Column::FamilyName => family = cell,
            Column::Affiliation if person.affiliation.is_none() => person.affiliation = Some(cell),
            Column::Group | Column::Region => {
                let (group, region) = group_and_region(&cell);
                match (group.or(person.stakeholder_group.as_deref()), region) {
                    (None, None) => unread.push((name.to_owned(), cell)),
                    (group, region) => {
                        let group = group.map(str::to_owned);
                        person.stakeholder_group = person.stakeholder_group.take().or(group);
                        person.region = person.region.take().or(region.map(str::to_owned));
                    }
                }
            }
            _ => unread.push((name.to_owned(), cell)),
        }
    }
    if person.name.is_empty() {
        person.name = draft::line(&format!("{given} {family}"));
    }
    let name = person.name.clone();
    if name.is_empty() {
        let said = [
            person.affiliation,
            person.stakeholder_group,
            person.region,
            Some(role),
        ];
        let said: Vec<String> = said
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect();
        unread.push((said.join(" · "), String::new()));
    } else {
        let list = roles::list(&role);
        if list.is_none() && !role.is_empty() {
            unread.push((String::new(), role));
        }
        draft::add_person(page, list.unwrap_or(|page| &mut page.speakers), person);
    }
    for (column, cell) in unread {
        let parts = [name.as_str(), column.as_str(), cell.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        draft::leave(page, &parts.join(" · "));
    }
}
