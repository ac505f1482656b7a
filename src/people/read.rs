//! The parts of a cell brought together: whose position is whose.

use super::chunks::{Chunk, Piece, Separator, chunks};
use super::phrase::{Part, parts, plain};
use super::tokens::Token;
use super::{Person, Reading};

/// Brackets within brackets are read so deep; deeper ones are read through as if they were not there.
const DEEPEST: usize = 3;

/// Reads tokens into an answer for the cell.
pub(super) fn read(text: &str, tokens: &[Token]) -> Reading {
    let mut reading = Reading { text: text.to_owned(), ..Reading::default() };
    let mut rest: Vec<String> = Vec::new();
    for node in nodes(tokens, 0) {
        match node {
            Node::Person(person) => reading.persons.push(person),
            Node::Role(role) => reading.roles.push(role),
            Node::Group { text, .. } => reading.groups.push(text),
            Node::Body { text, .. } => reading.organisations.push(text),
            Node::Rest(text) => rest.push(text),
        }
    }
    reading.rest = rest.join(", ");
    reading
}

/// Something read, in the order of the cell.
#[derive(Debug)]
enum Node {
    Person(Person),
    Role(String),
    Group { text: String, each: Option<Each> },
    Body { text: String, specific: bool },
    Rest(String),
}

/// The position and institution shared by people named beside a group.
type Each = (String, Option<String>);

/// A chunk read.
#[derive(Debug)]
struct Read {
    separator: Separator,
    nodes: Vec<Node>,
    /// A plural position before the names, said of the names after the comma as well.
    forward: Option<Each>,
    /// A plural position after the names, said of the names before the comma as well.
    backward: Option<Each>,
}

fn nodes(tokens: &[Token], depth: usize) -> Vec<Node> {
    let chunks = chunks(tokens, depth < DEEPEST);
    let mut reads: Vec<Read> =
        chunks.into_iter().map(|chunk| Local::default().read(chunk, tokens, depth)).collect();
    share_forward(&mut reads);
    share_backward(&mut reads);
    attach_lone_roles(&mut reads);
    attach_appositions(&mut reads);
    reads.into_iter().flat_map(|read| read.nodes).collect()
}

/// «Библиотекари Хохлова Е.В., Володина Т.А.»
fn share_forward(reads: &mut [Read]) {
    let mut shared: Option<Each> = None;
    for read in reads {
        let goes_on = read.separator == Separator::Comma;
        if let Some(each) = shared.take().filter(|_| goes_on && read.forward.is_none())
            && give(&mut read.nodes, &each)
        {
            shared = Some(each);
        } else {
            shared.clone_from(&read.forward);
        }
    }
}

/// «Хохлова Е.В., Володина Т.А. – библиотекари МАОУ СОШ»
fn share_backward(reads: &mut [Read]) {
    let mut shared: Option<Each> = None;
    for read in reads.iter_mut().rev() {
        if let Some(each) = &read.backward {
            shared = Some(each.clone());
        } else if !shared.as_ref().is_some_and(|each| give(&mut read.nodes, each)) {
            shared = None;
        }
        if read.separator == Separator::Semicolon {
            shared = None;
        }
    }
}

/// Gives position and institution to a chunk that is nothing but people who have none.
fn give(nodes: &mut [Node], each: &Each) -> bool {
    let bare = |node: &Node| matches!(node, Node::Person(Person { role: None, school: None, .. }));
    if nodes.is_empty() || !nodes.iter().all(bare) {
        return false;
    }
    for node in nodes {
        if let Node::Person(person) = node {
            person.role = Some(each.0.clone());
            person.school.clone_from(&each.1);
        }
    }
    true
}

/// «Руководитель РМО ⏎ Маргарян О.Р.»: a position alone on its line is that of the name below.
fn attach_lone_roles(reads: &mut [Read]) {
    let mut waiting: Option<usize> = None;
    let mut after_bare_name = false;
    for at in 0..reads.len() {
        let Some(read) = reads.get(at) else { return };
        let bare_name = matches!(read.nodes.last(), Some(Node::Person(Person { role: None, .. })));
        let below = read.separator == Separator::Line;
        let named = matches!(read.nodes.first(), Some(Node::Person(Person { role: None, school: None, .. })));
        let lone = matches!(read.nodes.as_slice(), [Node::Role(_)] | [Node::Role(_), Node::Body { .. }]);
        if let Some(above) = waiting.take().filter(|_| below && named) {
            let taken = reads.get_mut(above).map(|read| std::mem::take(&mut read.nodes)).unwrap_or_default();
            if let Some(Node::Person(person)) = reads.get_mut(at).and_then(|read| read.nodes.first_mut()) {
                attach(person, taken);
            }
        } else if lone && !after_bare_name {
            // After a name the position may be that name's.
            waiting = Some(at);
        }
        after_bare_name = bare_name;
    }
}

/// «Полкина Т.М., педагог-библиотекарь, Закладкина М.А., методист»: positions after commas are those of the names
/// before them when every name has one; otherwise only a position with its own institution is.
fn attach_appositions(reads: &mut [Read]) {
    let bounds: Vec<usize> = (0..reads.len())
        .filter(|at| *at == 0 || reads.get(*at).is_some_and(|read| read.separator == Separator::Semicolon))
        .chain([reads.len()])
        .collect();
    for pair in bounds.windows(2) {
        if let [from, to] = pair
            && let Some(part) = reads.get_mut(*from..*to)
        {
            let regular = is_regular(part);
            attach_each(part, regular);
        }
    }
}

/// Whether names and positions take turns from beginning to end.
fn is_regular(reads: &[Read]) -> bool {
    let mut named = false;
    let mut told = true;
    for read in reads.iter().filter(|read| !read.nodes.is_empty()) {
        match read.nodes.as_slice() {
            [Node::Person(person)] if told => {
                // A name that has its position already needs none after it.
                told = person.role.is_some();
                named = !told;
            }
            [Node::Role(_)] | [Node::Role(_), Node::Body { .. }] if named => (named, told) = (false, true),
            [Node::Body { specific: true, .. }] => told = true,
            _ => return false,
        }
    }
    told
}

fn attach_each(reads: &mut [Read], regular: bool) {
    let mut holder: Option<usize> = None;
    for at in 0..reads.len() {
        let taken = match (holder, reads.get(at).map(|read| read.nodes.as_slice())) {
            (Some(holder), Some(nodes)) if may_attach(reads, holder, nodes, regular) => {
                reads.get_mut(at).map(|read| std::mem::take(&mut read.nodes))
            }
            (_, Some([])) => continue,
            _ => None,
        };
        match (taken, holder) {
            (Some(taken), Some(place)) => {
                if let Some(Node::Person(person)) =
                    reads.get_mut(place).and_then(|read| read.nodes.last_mut())
                {
                    attach(person, taken);
                }
            }
            _ => holder = reads.get(at).filter(|read| ends_with_person(&read.nodes)).map(|_| at),
        }
    }
}

fn may_attach(reads: &[Read], holder: usize, nodes: &[Node], regular: bool) -> bool {
    let Some(Node::Person(person)) = reads.get(holder).and_then(|read| read.nodes.last()) else {
        return false;
    };
    match nodes {
        [Node::Role(_)] => regular && person.role.is_none(),
        [Node::Role(_), Node::Body { specific, .. }] => {
            (regular || *specific) && person.role.is_none() && person.school.is_none()
        }
        [Node::Body { specific: true, .. }] => person.school.is_none(),
        _ => false,
    }
}

fn ends_with_person(nodes: &[Node]) -> bool {
    matches!(nodes.last(), Some(Node::Person(_)))
}

/// Says roles and an institution of a person.
fn attach(person: &mut Person, nodes: Vec<Node>) {
    for node in nodes {
        match node {
            Node::Role(role) => add_role(person, &role),
            Node::Body { text, .. } => person.school = Some(text),
            _ => {}
        }
    }
}

fn add_role(person: &mut Person, role: &str) {
    match &mut person.role {
        Some(roles) => {
            roles.push_str(", ");
            roles.push_str(role);
        }
        none => *none = Some(role.to_owned()),
    }
}

/// Reads one chunk.
#[derive(Default)]
struct Local {
    nodes: Vec<Node>,
    /// Positions that wait for the name after them.
    roles: Vec<String>,
    /// The institution that waits with them, and whether it has a name of its own.
    school: Option<(String, bool)>,
    /// A plural position that waits for the names after it.
    group: Option<(String, Each)>,
    /// How many people in a row stand last, with nothing said of them yet.
    run: usize,
    /// The place of the last person among the nodes.
    last: usize,
    /// The chunk begins with a position: positions stand before names.
    before_names: bool,
    /// A plural position has been said of the people of this chunk.
    shared: Option<Each>,
    forward: Option<Each>,
    backward: Option<Each>,
}

impl Local {
    fn read(mut self, chunk: Chunk, tokens: &[Token], depth: usize) -> Read {
        let mut pieces = chunk.pieces.into_iter().peekable();
        let mut first = true;
        while let Some(piece) = pieces.next() {
            let named = matches!(pieces.peek(), Some(Piece::Person(_)));
            match piece {
                Piece::Person(name) => self.person(Person { name, role: None, school: None }),
                Piece::Words { tokens, dashed } => self.words(parts(&tokens), dashed, named, first),
                Piece::Bracket(from, to) => self.bracket(tokens.get(from..to).unwrap_or_default(), depth),
            }
            first = false;
        }
        self.flush();
        Read { separator: chunk.separator, nodes: self.nodes, forward: self.forward, backward: self.backward }
    }

    fn person(&mut self, mut person: Person) {
        if let Some((_, each)) = self.group.take() {
            self.shared = Some(each.clone());
            self.forward = Some(each);
        }
        let told = !self.roles.is_empty() || self.school.is_some();
        for role in std::mem::take(&mut self.roles) {
            add_role(&mut person, &role);
        }
        person.school = self.school.take().map(|(school, _)| school);
        if let Some((role, school)) = self.shared.as_ref().filter(|_| !told) {
            person.role = Some(role.clone());
            person.school.clone_from(school);
        }
        let adjacent = self.last + 1 == self.nodes.len() && !told;
        self.run = if adjacent { self.run + 1 } else { 1 };
        self.last = self.nodes.len();
        self.nodes.push(Node::Person(person));
    }

    fn words(&mut self, parts: Vec<Part>, dashed: bool, named: bool, first: bool) {
        let has_role = parts.iter().any(|part| matches!(part, Part::Role(_) | Part::Group { .. }));
        if first {
            self.before_names = named && has_role;
        }
        let mut behind = self.run > 0;
        for part in parts {
            // Between two names the position is the next one's when positions stand first.
            if behind
                && named
                && self.before_names
                && !dashed
                && !matches!(part, Part::Body { .. } | Part::Rest(_))
            {
                behind = false;
            }
            // «совместно с ЦБС»: what follows words not understood is not said of the name.
            let aside = matches!(part, Part::Rest(_));
            if behind {
                self.say_of_run(part, dashed);
            } else {
                self.keep_for_next(part, named);
            }
            behind &= !aside;
        }
        self.run = 0;
        if !named {
            self.flush();
        }
    }

    /// What stands after names is said of them.
    fn say_of_run(&mut self, part: Part, dashed: bool) {
        match part {
            // A singular position after several names is the last one's.
            Part::Role(role) => {
                self.run = 1;
                self.each_of_run(|person| add_role(person, &role));
            }
            Part::Group { text, each: Some(each) } => self.share_with_run(text, each, dashed),
            Part::Body { text, specific } => {
                if self.run_has_school() {
                    self.nodes.push(Node::Body { text, specific });
                } else {
                    self.each_of_run(|person| person.school = Some(text.clone()));
                }
            }
            Part::Group { text, each: None } => self.nodes.push(Node::Group { text, each: None }),
            Part::Rest(text) => self.nodes.push(Node::Rest(text)),
        }
    }

    fn share_with_run(&mut self, text: String, each: Each, dashed: bool) {
        let second_school = each.1.is_some() && self.run_has_school();
        if second_school || (self.run < 2 && !dashed) {
            self.nodes.push(Node::Group { text, each: Some(each) });
            return;
        }
        let (role, school) = each.clone();
        self.each_of_run(|person| {
            add_role(person, &role);
            if school.is_some() {
                person.school.clone_from(&school);
            }
        });
        self.backward = Some(each);
    }

    /// The people of the run, the last first.
    fn last_people(&mut self) -> impl Iterator<Item = &mut Person> {
        let run = self.run_length();
        let after = self.nodes.len().saturating_sub(self.last + 1);
        let people = self.nodes.iter_mut().rev().skip(after).take(run);
        people.filter_map(|node| if let Node::Person(person) = node { Some(person) } else { None })
    }

    /// A long run is people listed without commas; one word after it is hardly said of all.
    fn run_length(&self) -> usize {
        const LONGEST: usize = 8;
        if self.run > LONGEST { 1 } else { self.run }
    }

    fn each_of_run(&mut self, mut change: impl FnMut(&mut Person)) {
        self.last_people().for_each(&mut change);
    }

    fn run_has_school(&mut self) -> bool {
        self.last_people().any(|person| person.school.is_some())
    }

    fn keep_for_next(&mut self, part: Part, named: bool) {
        match part {
            Part::Role(role) => {
                self.flush_group();
                self.roles.push(role);
            }
            Part::Body { text, specific } if named || !self.roles.is_empty() => {
                self.flush_group();
                if let Some((text, specific)) = self.school.replace((text, specific)) {
                    self.nodes.push(Node::Body { text, specific });
                }
            }
            Part::Body { text, specific } => self.nodes.push(Node::Body { text, specific }),
            Part::Group { text, each: Some(each) } => {
                self.flush();
                self.group = Some((text, each));
            }
            Part::Group { text, each: None } => {
                self.flush();
                self.nodes.push(Node::Group { text, each: None });
            }
            Part::Rest(text) => {
                self.flush();
                self.nodes.push(Node::Rest(text));
            }
        }
    }

    /// What waited for a name that did not come stands for itself.
    fn flush(&mut self) {
        self.flush_group();
        self.nodes.extend(std::mem::take(&mut self.roles).into_iter().map(Node::Role));
        self.nodes.extend(self.school.take().map(|(text, specific)| Node::Body { text, specific }));
    }

    fn flush_group(&mut self) {
        self.nodes.extend(self.group.take().map(|(text, each)| Node::Group { text, each: Some(each) }));
    }

    fn bracket(&mut self, tokens: &[Token], depth: usize) {
        self.flush();
        let inner = nodes(tokens, depth + 1);
        let has_person = inner.iter().any(|node| matches!(node, Node::Person(_)));
        match self.nodes.last_mut() {
            Some(Node::Person(person)) if !has_person => {
                let said = say_of_person(person, inner);
                self.nodes.extend(said);
            }
            Some(last) if !has_person && qualifies(&inner) => qualify(last, tokens),
            _ if has_person => self.members(inner),
            _ => self.nodes.extend(inner),
        }
    }

    /// «руководитель РМО (Маргарян О.Р.)» is said of the person; a group or several roles have members.
    fn members(&mut self, mut inner: Vec<Node>) {
        if let ([Node::Person(person)], Some(Node::Role(_))) = (inner.as_mut_slice(), self.nodes.last())
            && person.role.is_none()
            && let Some(Node::Role(role)) = self.nodes.pop()
        {
            add_role(person, &role);
        }
        self.nodes.extend(inner);
    }
}

/// Says of a person what stands in brackets behind the name; gives back what cannot be said of one.
fn say_of_person(person: &mut Person, nodes: Vec<Node>) -> Vec<Node> {
    let mut left = Vec::new();
    for node in nodes {
        match node {
            Node::Role(role) if person.role.is_none() => person.role = Some(role),
            Node::Body { text, .. } if person.school.is_none() => person.school = Some(text),
            other => left.push(other),
        }
    }
    left
}

/// Whether the bracket only says which of a group are meant: «(стажисты)», «(по заявкам)».
fn qualifies(inner: &[Node]) -> bool {
    let conditional = |text: &str| ["согласованию", "онлайн"].iter().any(|word| text.contains(word));
    match inner {
        [Node::Group { each, .. }] => each.is_none(),
        [Node::Rest(text)] => !conditional(text),
        _ => false,
    }
}

fn qualify(node: &mut Node, tokens: &[Token]) {
    let (Node::Role(text) | Node::Group { text, .. } | Node::Body { text, .. } | Node::Rest(text)) = node
    else {
        return;
    };
    text.push_str(" (");
    text.push_str(&plain(tokens));
    text.push(')');
}
