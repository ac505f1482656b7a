//! A take-away is a smaller site: the materials of a case with their files, and nothing of what is around them.
//!
//! It goes through the same views, theme and output as any site. What its texts lead to on the site that it was taken
//! from is found there by its full address, or, where nobody knows that, not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::article::Article;
use crate::model::association::Association;
use crate::model::body::{Asset, AssetHome, Body, Fragment, Target};
use crate::model::case::Catalogue;
use crate::model::directory::Directory;
use crate::model::material::{Material, Presented};
use crate::model::takeaway::{Saved, TakeAway};
use crate::model::{Document, Owner, Site, Subject};
use crate::view::{Page, route};

/// The site that holds what `what` takes away from `site`.
pub fn take(site: &Site, what: &TakeAway) -> Site {
    let mut packing = Packing::new(site, what);
    let associations = packing.associations();
    let directory = Directory::default();
    let portal = what.owner == Owner::Portal;
    let catalogue = Catalogue::of(&associations, portal.then_some(&directory));
    let name = match what.owner {
        Owner::Association(index) if site.portal => &site.associations[index].name,
        _ => &site.name,
    };
    Site {
        name: name.clone(),
        description: site.description.clone(),
        address: route::absolute(site, &Page::Of(Subject::Home(what.owner))),
        theme: site.theme.clone(),
        accent: site.accent,
        portal,
        case_name: site.case_name(what.owner).to_owned(),
        abbreviations: site.abbreviations.clone(),
        saved: Some(Saved {
            selection: what.selection.clone(),
            latest: what.materials(site).filter_map(|(.., material)| material.article.date).max(),
        }),
        associations,
        news: Vec::new(),
        pages: Vec::new(),
        directory,
        catalogue,
        assets: packing.assets,
        time_zone: site.time_zone,
        long_periods: site.long_periods,
        portions: BTreeSet::new(),
        today: site.today,
    }
}

/// Finds a new place for everything that is taken along.
struct Packing<'s> {
    site: &'s Site,
    what: &'s TakeAway,
    /// The documents that are taken along, and which they are in the copy.
    documents: BTreeMap<Document, Document>,
    /// The indices in the copy of the files that are taken along.
    known: BTreeMap<usize, usize>,
    assets: Vec<Asset>,
}

impl<'s> Packing<'s> {
    fn new(site: &'s Site, what: &'s TakeAway) -> Self {
        let mut packing =
            Self { site, what, documents: BTreeMap::new(), known: BTreeMap::new(), assets: Vec::new() };
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (association, index, _) in what.materials(site) {
            let count = counts.entry(association).or_default();
            let there = Document::Material(packing.association(association), *count);
            packing.documents.insert(Document::Material(association, index), there);
            *count += 1;
        }
        packing
    }

    /// The index of an association in the copy: those of a portal keep theirs, another stands alone.
    fn association(&self, index: usize) -> usize {
        if self.what.owner == Owner::Portal { index } else { 0 }
    }

    fn associations(&mut self) -> Vec<Association> {
        let (site, what) = (self.site, self.what);
        let mut materials: BTreeMap<usize, Vec<Arc<Material>>> = BTreeMap::new();
        for (association, index, material) in what.materials(site) {
            let mut taken = self.material(material);
            taken.presented = self.presented(Document::Material(association, index), material);
            materials.entry(association).or_default().push(Arc::new(taken));
        }
        let indices = site.associations_of(what.owner);
        indices.map(|index| self.emptied(index, materials.remove(&index).unwrap_or_default())).collect()
    }

    /// An association with these materials and nothing else that it published.
    fn emptied(&self, index: usize, materials: Vec<Arc<Material>>) -> Association {
        let association = &self.site.associations[index];
        Association {
            slug: if self.what.owner == Owner::Portal { association.slug.clone() } else { String::new() },
            kind: association.kind.clone(),
            name: association.name.clone(),
            short_name: association.short_name.clone(),
            district: association.district.clone(),
            head: None,
            contacts: Vec::new(),
            members: Vec::new(),
            directory: Directory::default(),
            description: association.description.clone(),
            case_name: association.case_name.clone(),
            example: association.example,
            time_zone: association.time_zone,
            days_off: association.days_off.clone(),
            years: BTreeSet::new(),
            plans: Vec::new(),
            schedule: Vec::new(),
            carried_out: BTreeMap::new(),
            meetings: Vec::new(),
            implied: Vec::new(),
            materials,
            analyses: Vec::new(),
            news: Vec::new(),
            pages: Vec::new(),
        }
    }

    /// Where a material was shown: what is not taken along is on the site.
    fn presented(&self, document: Document, material: &Material) -> Vec<Presented> {
        let shown = self.site.catalogue.shown(document).filter_map(|shown| match shown {
            Document::Meeting(association, index) => {
                let meeting = &self.site.associations[association].meetings[index];
                let address = route::absolute(self.site, &Page::Of(Subject::Document(shown)));
                let title = meeting.article.title.clone();
                let elsewhere = Presented::Elsewhere { title, date: meeting.date, address };
                (!meeting.article.draft).then_some(elsewhere)
            }
            _ => None,
        });
        let words = material.presented.iter().filter(|presented| matches!(presented, Presented::Words(_)));
        shown.chain(words.cloned()).collect()
    }

    fn material(&mut self, material: &Material) -> Material {
        let mut material = material.clone();
        for credited in material.authors.iter_mut().flat_map(|author| &mut author.people) {
            if let Some(page) = credited.school_page.take() {
                credited.school = Some(self.site.school(page).name.clone());
            }
        }
        let Article { activities, files, photos, former_addresses, body, .. } = &mut material.article;
        activities.clear();
        former_addresses.clear();
        for file in files {
            file.asset = self.asset(file.asset);
        }
        for photo in photos {
            photo.asset = self.asset(photo.asset);
        }
        self.close(body);
        material
    }

    fn close(&mut self, body: &mut Body) {
        for fragment in &mut body.fragments {
            match fragment {
                Fragment::Link(target) | Fragment::Picture(target, _) => *target = self.target(target),
                Fragment::Html(_) => {}
            }
        }
    }

    fn target(&mut self, target: &Target) -> Target {
        match target {
            Target::Asset(index) => Target::Asset(self.asset(*index)),
            Target::Page(Subject::Document(document), id) if self.documents.contains_key(document) => {
                Target::Page(Subject::Document(self.documents[document]), id.clone())
            }
            Target::Page(subject, id) => match route::absolute(self.site, &Page::Of(*subject)) {
                Some(address) => {
                    let id = id.as_ref().map(|id| format!("#{id}"));
                    Target::Elsewhere(address + &id.unwrap_or_default())
                }
                None => Target::Left,
            },
            other => other.clone(),
        }
    }

    /// The index in the copy of a file of the site.
    fn asset(&mut self, index: usize) -> usize {
        if let Some(known) = self.known.get(&index) {
            return *known;
        }
        let asset = self.packed(&self.site.assets[index]);
        self.assets.push(asset);
        self.known.insert(index, self.assets.len() - 1);
        self.assets.len() - 1
    }

    fn packed(&self, asset: &Asset) -> Asset {
        let here = match asset.home {
            AssetHome::Document(document) => {
                self.documents.get(&document).map(|there| AssetHome::Document(*there))
            }
            AssetHome::Files(owner) if self.what.owner == Owner::Portal || self.what.owner == owner => {
                Some(AssetHome::Files(self.owner(owner)))
            }
            AssetHome::Files(_) => None,
        };
        let Some(home) = here else { return self.without_home(asset) };
        Asset { home, ..asset.clone() }
    }

    /// A file that lies beside a page which stays behind: among the loose files, in folders as on the site, so that two
    /// of one name stay two.
    fn without_home(&self, asset: &Asset) -> Asset {
        let path = route::asset_path(self.site, asset);
        let mut folders: Vec<String> = path.split('/').map(str::to_owned).collect();
        folders.pop();
        Asset { home: AssetHome::Files(self.owner(self.what.owner)), folders, ..asset.clone() }
    }

    fn owner(&self, owner: Owner) -> Owner {
        match owner {
            Owner::Portal => Owner::Portal,
            Owner::Association(index) => Owner::Association(self.association(index)),
        }
    }
}
