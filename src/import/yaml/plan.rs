//! A plan as the text of its file.

use super::{Writer, Written, value};
use crate::import::document::{Spot, squeezed};
use crate::import::doubt::Doubts;
use crate::import::recognise::{
    Approval, Cell, Column, Draft, Member, Part, PartKind, Row, RowLine, Section, Table,
};
use crate::model::plan::{ApprovalKind, Role, TableKind, Topic};
use crate::period::SchoolYear;

/// Writes the plan of `year`, imported from the file `name`, and tells the doubts their lines.
pub(in crate::import) fn plan(draft: &Draft, year: SchoolYear, name: &str, doubts: &mut Doubts) -> Written {
    let mut writer = Writer::new(doubts);
    writer.comment(0, &format!("Перенесено из файла «{}».", squeezed(name)));
    writer
        .comment(0, "Сверьте с документом места, над которыми стоит «в документе», и сотрите эти пояснения.");
    writer.line(0, &format!("учебный год: {year}"));
    writer.parts(&draft.parts);
    writer.written()
}

impl Writer<'_> {
    fn parts(&mut self, parts: &[Part]) {
        let lists: Vec<(usize, &Table)> = parts
            .iter()
            .enumerate()
            .filter_map(|(index, part)| match &part.kind {
                PartKind::Table(table) if table.kind != TableKind::Indicators => Some((index, table)),
                _ => None,
            })
            .collect();
        let first = lists.first().map(|(index, _)| *index);
        let is_bare = matches!(lists[..], [(_, table)] if table.headings.is_empty());
        for (index, part) in parts.iter().enumerate() {
            if Some(index) == first && !is_bare {
                self.line(0, "");
                self.line(0, "таблицы:");
                for (at, table) in &lists {
                    self.doubts(2, &parts[*at].doubts);
                    self.table(4, "- ", table);
                }
                continue;
            }
            if lists.iter().any(|(at, _)| *at == index) && !is_bare {
                continue;
            }
            self.line(0, "");
            let is_between = lists.len() > 1
                && lists[0].0 < index
                && lists.last().is_some_and(|(last, _)| index < *last)
                && !matches!(part.kind, PartKind::Left | PartKind::Members(_));
            if is_between {
                let message = "Эта часть плана стоит между таблицами; в файле она после них";
                let doubt = self.doubts.add(Spot::Whole, message, "");
                self.doubts(0, &[doubt]);
            }
            self.doubts(0, &part.doubts);
            match &part.kind {
                PartKind::Title(lines) => self.field(0, "", "название", &lines.join("\n")),
                PartKind::Block { topic, label, items } => self.block(*topic, label, items),
                PartKind::Approval(approval) => self.approval(approval),
                PartKind::Table(table) if table.kind == TableKind::Indicators => {
                    self.line(0, "показатели:");
                    self.table(2, "", table);
                }
                PartKind::Table(table) => self.table(0, "", table),
                PartKind::Members(members) => self.members(members),
                PartKind::Left => {}
            }
        }
    }

    /// Who belongs to the association, as a comment that can be moved to where they stand.
    fn members(&mut self, members: &[Member]) {
        self.line(0, "# состав:");
        for Member { who, position, school, others } in members {
            let fields = [("кто", who.as_str()), ("должность", position), ("школа", school)];
            let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
            for (index, (name, text)) in fields.enumerate() {
                let dash = if index == 0 { "- " } else { "  " };
                self.value(text);
                self.line(0, &format!("#   {dash}{name}: {}", value(text)));
            }
            for (role, heading, text) in others {
                self.value(text);
                // Who is the how many-eth says nothing.
                if *role == Role::Number {
                    continue;
                }
                self.line(0, &format!("#     # {}: {}", squeezed(heading), squeezed(text)));
            }
        }
    }

    fn block(&mut self, topic: Topic, label: &str, items: &[String]) {
        let name = match topic {
            Topic::Theme => "тема",
            Topic::Problems => "проблемное поле",
            Topic::Goals => "цели",
            Topic::Tasks => "задачи",
            Topic::Directions => "направления",
            Topic::Documents => "документы",
            Topic::Notes => "примечания",
        };
        if items.is_empty() {
            let message = format!("Под «{label}» ничего не стоит");
            let doubt = self.doubts.add(Spot::Whole, message, "");
            return self.doubts(0, &[doubt]);
        }
        self.line(0, &format!("{name}:"));
        if label.is_empty() {
            for item in items {
                self.scalar(2, "- ", 4, item);
            }
            return;
        }
        self.field(2, "", "заголовок", label);
        self.line(2, "пункты:");
        for item in items {
            self.scalar(4, "- ", 6, item);
        }
    }

    fn approval(&mut self, approval: &Approval) {
        let name = match approval.kind {
            ApprovalKind::Approved => "утверждаю",
            ApprovalKind::Agreed => "согласовано",
            ApprovalKind::Considered => "рассмотрено",
            ApprovalKind::Adopted => "принято",
        };
        let fields = [
            ("слово", approval.word.clone().unwrap_or_default()),
            ("должность", approval.position.join(" ")),
            ("кто", approval.who.join(", ")),
            ("дата", approval.date.join(" ")),
            ("основание", approval.ground.join("; ")),
        ];
        if fields[1..].iter().all(|(_, text)| text.trim().is_empty()) {
            let doubt = self.doubts.add(Spot::Whole, format!("Гриф «{name}» в документе пуст"), "");
            return self.doubts(0, &[doubt]);
        }
        self.line(0, &format!("{name}:"));
        self.value(name);
        for (field, text) in fields.iter().filter(|(_, text)| !text.trim().is_empty()) {
            self.field(2, "", field, text);
        }
    }

    /// A table; `first` is the dash in front of it, `margin` where its fields begin.
    fn table(&mut self, margin: usize, first: &str, table: &Table) {
        let mut first = first;
        for (name, heading) in ["заголовок", "подзаголовок"].iter().zip(&table.headings)
        {
            self.field(margin, std::mem::take(&mut first), name, &squeezed(heading));
        }
        self.columns(margin, first, &table.columns);
        if table.kind != TableKind::List {
            self.sections_without_list(margin, table);
            return;
        }
        match &table.sections[..] {
            [] => {}
            [only] if only.heading.is_none() => {
                self.doubts(margin, &only.doubts);
                self.rows(margin, "мероприятия", &only.rows, &table.columns);
            }
            sections => {
                self.line(margin, "разделы:");
                for section in sections {
                    self.section(margin + 2, section, &table.columns);
                }
            }
        }
    }

    fn columns(&mut self, margin: usize, first: &str, columns: &[Column]) {
        self.line(margin - first.len(), &format!("{first}столбцы:"));
        for Column { key, heading, .. } in columns {
            self.field(margin + 2, "", key, &squeezed(heading));
        }
    }

    fn sections_without_list(&mut self, margin: usize, table: &Table) {
        let sections = || table.sections.iter();
        for section in sections() {
            self.doubts(margin, &section.doubts);
        }
        if sections().all(|section| section.rows.is_empty()) {
            return;
        }
        self.line(margin, "строки:");
        for row in sections().flat_map(|section| &section.rows) {
            self.doubts(margin + 2, &row.doubts);
            for (index, line) in row.lines.iter().enumerate() {
                self.row_line(margin + 4, line, &row.lines[..index], &table.columns);
            }
        }
    }

    fn section(&mut self, margin: usize, section: &Section, columns: &[Column]) {
        self.doubts(margin, &section.doubts);
        let mut first = "- ";
        let number = section.number.as_ref().map(|number| ("номер", number));
        let heading = section.heading.as_ref().map(|heading| ("заголовок", heading));
        for (name, text) in number.into_iter().chain(heading) {
            self.field(margin + 2, std::mem::take(&mut first), name, text);
        }
        if section.rows.is_empty() {
            return;
        }
        self.line(margin + 2 - first.len(), &format!("{first}мероприятия:"));
        self.items(margin + 4, &section.rows, columns);
    }

    fn rows(&mut self, margin: usize, name: &str, rows: &[Row], columns: &[Column]) {
        if !rows.is_empty() {
            self.line(margin, &format!("{name}:"));
            self.items(margin + 2, rows, columns);
        }
    }

    fn items(&mut self, margin: usize, rows: &[Row], columns: &[Column]) {
        for row in rows {
            self.doubts(margin, &row.doubts);
            match &row.lines[..] {
                [line] => self.row_line(margin + 2, line, &[], columns),
                lines => {
                    self.line(margin, "- вместе:");
                    for (index, line) in lines.iter().enumerate() {
                        self.row_line(margin + 6, line, &lines[..index], columns);
                    }
                }
            }
        }
    }

    /// A line below those `above` it in its row: a field that it leaves out says what the line above says.
    fn row_line(&mut self, margin: usize, line: &RowLine, above: &[RowLine], columns: &[Column]) {
        let mut first = "- ";
        for (index, (column, cell)) in columns.iter().zip(&line.cells).enumerate() {
            match cell {
                Cell::Continued => {}
                Cell::Text(text) if text.trim().is_empty() => {
                    if says_something(above, index) {
                        let dash = std::mem::take(&mut first);
                        self.line(margin - dash.len(), &format!("{dash}{}: \"\"", column.key));
                    }
                }
                Cell::Text(text) => self.field(margin, std::mem::take(&mut first), &column.key, text),
                Cell::Activities(activities) if activities.is_empty() => {}
                Cell::Activities(activities) => {
                    let dash = std::mem::take(&mut first);
                    self.line(margin - dash.len(), &format!("{dash}{}:", column.key));
                    for (what, who) in activities {
                        self.field(margin + 4, "- ", "что", what);
                        if let Some(who) = who {
                            self.field(margin + 4, "", "кто", who);
                        }
                    }
                }
            }
        }
        if !first.is_empty() {
            // A row of a matrix or of indicators in which no cell is left: its first column is empty.
            let key = columns.first().map_or("что", |column| column.key.as_str());
            self.line(margin - first.len(), &format!("{first}{key}: \"\""));
        }
        if let Some(outcome) = &line.outcome {
            self.value(&outcome.said);
            self.field(margin, "", outcome.field, &outcome.value);
            if let Some(reason) = &outcome.reason {
                self.field(margin, "", "причина", reason);
            }
        }
        if let Some(talks) = &line.talks {
            self.line(margin, "выступления:");
            self.table(margin + 2, "", talks);
        }
    }
}

/// Whether the last of these lines that has a cell of its own in a column has words there.
fn says_something(lines: &[RowLine], column: usize) -> bool {
    let own = lines.iter().rev().find_map(|line| match line.cells.get(column)? {
        Cell::Continued => None,
        Cell::Text(text) => Some(!text.trim().is_empty()),
        Cell::Activities(activities) => Some(!activities.is_empty()),
    });
    own.unwrap_or(false)
}
