//! A Rust file as tokens: words and signs, without comments, without what literals hold, without
//! what only tests see.

/// Words, `::`, `=>`, `->` and single signs; a literal is one `"`.
pub(crate) fn tokens(source: &str) -> Vec<String> {
    let mut reader = Reader {
        chars: source.chars().collect(),
        at: 0,
    };
    let mut tokens = Vec::new();
    while let Some(token) = reader.token() {
        tokens.extend(token);
    }
    without_tests(tokens)
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn sees(&self, expected: &str) -> bool {
        let ahead = self.chars[self.at..].iter();
        expected
            .chars()
            .eq(ahead.take(expected.chars().count()).copied())
    }

    fn ahead(&self, by: usize) -> Option<char> {
        self.chars.get(self.at + by).copied()
    }

    /// The next token, or nothing of what is none; `None` at the end.
    fn token(&mut self) -> Option<Option<String>> {
        let next = self.ahead(0)?;
        let token = if next.is_whitespace() {
            self.at += 1;
            None
        } else if self.sees("//") {
            self.skip_while(|char| char != '\n');
            None
        } else if self.sees("/*") {
            self.skip_comment();
            None
        } else if next == '"' {
            self.skip_text();
            Some("\"".to_owned())
        } else if next == '\'' {
            self.skip_char_or_lifetime();
            Some("\"".to_owned())
        } else if is_of_word(next) {
            Some(self.word())
        } else {
            Some(self.sign())
        };
        Some(token)
    }

    fn skip_while(&mut self, goes_on: impl Fn(char) -> bool) {
        while self.ahead(0).is_some_and(&goes_on) {
            self.at += 1;
        }
    }

    fn skip_comment(&mut self) {
        let mut depth = 0;
        while self.ahead(0).is_some() {
            if self.sees("/*") {
                depth += 1;
                self.at += 2;
            } else if self.sees("*/") {
                depth -= 1;
                self.at += 2;
            } else {
                self.at += 1;
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn skip_text(&mut self) {
        self.at += 1;
        while let Some(char) = self.ahead(0) {
            self.at += if char == '\\' { 2 } else { 1 };
            if char == '"' {
                return;
            }
        }
    }

    fn skip_char_or_lifetime(&mut self) {
        self.at += 1;
        if self.ahead(0) == Some('\\') {
            self.at += 2;
            self.skip_while(|char| char != '\'');
            self.at += 1;
        } else if self.ahead(1) == Some('\'') {
            self.at += 2;
        } else {
            self.skip_while(is_of_word);
        }
    }

    /// A word; `r"…"` and `r#"…"#` are texts, whatever stands in them.
    fn word(&mut self) -> String {
        let start = self.at;
        self.skip_while(is_of_word);
        let word: String = self.chars[start..self.at].iter().collect();
        if !matches!(word.as_str(), "r" | "br" | "cr") {
            return word;
        }
        let hashes = (0..).take_while(|by| self.ahead(*by) == Some('#')).count();
        if self.ahead(hashes) != Some('"') {
            return word;
        }
        self.at += hashes + 1;
        let end = format!("\"{}", "#".repeat(hashes));
        while self.ahead(0).is_some() && !self.sees(&end) {
            self.at += 1;
        }
        self.at = (self.at + end.len()).min(self.chars.len());
        "\"".to_owned()
    }

    fn sign(&mut self) -> String {
        let pairs = ["::", "=>", "->"];
        let pair = pairs.into_iter().find(|pair| self.sees(pair));
        let sign = pair.map_or_else(|| self.chars[self.at].to_string(), str::to_owned);
        self.at += sign.len().min(2);
        sign
    }
}

fn is_of_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// Whether it is a word, and not a sign or a literal.
pub(crate) fn is_word(token: &str) -> bool {
    token.starts_with(is_of_word)
}

/// Drops every item under `#[cfg(test)]`.
fn without_tests(tokens: Vec<String>) -> Vec<String> {
    const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let here = &tokens[at..];
        if here.len() >= TEST.len() && here.iter().zip(TEST).all(|(token, of)| token == of) {
            at = end_of_item(&tokens, at + TEST.len());
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// Past the `;` or the closing brace of the item that begins here.
fn end_of_item(tokens: &[String], start: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(token.as_str(), ";" | "}") {
            return at + 1;
        }
    }
    tokens.len()
}
