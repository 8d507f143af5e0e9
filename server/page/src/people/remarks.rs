//! What stands beside a name and says nothing of whose it is: remarks, marks and links.

/// An entry without the remark that its person may not come.
pub(super) fn settled(entry: &str) -> String {
    const REMARKS: [&str; 7] = [
        "(tbc)",
        "[tbc]",
        "(tbd)",
        "(to be confirmed)",
        "(invited)",
        "(unconfirmed)",
        "(confirmed)",
    ];
    without_brackets(entry, &REMARKS)
}

/// An entry without the marks of sex and place, which are no affiliation.
pub(super) fn unmarked(entry: &str) -> String {
    // The sign that the site sets before what it hides.
    let entry = &entry.replace('🔒', "");
    const MARKS: [&str; 20] = [
        "(main)",
        "(sub)",
        "(f)",
        "(m)",
        "(female)",
        "(male)",
        "(x)",
        "(onsite)",
        "(on-site)",
        "(in person)",
        "(in-person)",
        "(online)",
        "(on-line)",
        "(remote)",
        "(remotely)",
        "(virtual)",
        "(she/her)",
        "(he/him)",
        "(they/them)",
        "(email protected)",
    ];
    without_brackets(entry, &MARKS)
}

fn without_brackets(entry: &str, marks: &[&str]) -> String {
    let mut kept = entry.to_owned();
    for mark in marks {
        while let Some(at) = kept.to_ascii_lowercase().find(mark) {
            kept.replace_range(at..at + mark.len(), "");
        }
    }
    if kept.len() == entry.len() {
        return kept;
    }
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept = kept.replace(" ,", ",").replace(",,", ",");
    kept.trim_matches([' ', ',']).to_owned()
}

/// A name that is followed by a link stays, without the link.
pub(super) fn without_links(entry: &str) -> String {
    let is_link = |word: &&str| word.contains("://") || word.starts_with("www.");
    if !entry.split(' ').any(|word| is_link(&word)) {
        return entry.to_owned();
    }
    let words = entry.split(' ').filter(|word| !is_link(word));
    let kept = words.collect::<Vec<_>>().join(" ");
    kept.trim_matches([' ', ',', '-', '–', '—', '(', ')', ':', '|'])
        .to_owned()
}
