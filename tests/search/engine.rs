//! The engine of the search as browsers have it, over the files of a site, inside `QuickJS`.

use std::collections::BTreeMap;

use rquickjs::{CatchResultExt, Context, Function, Runtime};

/// Every file of the search of a site, and the engine.
pub(crate) struct Search {
    context: Context,
    runtime: Runtime,
}

impl Search {
    /// The script of the engine, and the files of `search/data/` by their names.
    pub(crate) fn new(engine: &str, files: BTreeMap<String, String>) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let context = Context::full(&runtime).expect("a context");
        context.with(|context| {
            let read = move |name: String| files[&format!("{name}.js")].clone();
            let read = Function::new(context.clone(), read).expect("a function");
            context.globals().set("read", read).expect("a global");
            context.eval::<(), _>(engine).catch(&context).expect("the engine");
            context.eval::<(), _>(DRIVER).catch(&context).expect("the driver");
        });
        Self { context, runtime }
    }

    /// What a call of the driver comes to.
    pub(crate) fn call(&self, name: &str, argument: &str) -> String {
        self.context.with(|context| {
            let function: Function = context.globals().get(name).expect("a function of the driver");
            function.call::<_, ()>((argument,)).catch(&context).expect("a call");
        });
        while self.runtime.execute_pending_job().expect("a job") {}
        self.context.with(|context| context.globals().get("answer").expect("an answer"))
    }
}

/// Pieces of the index arrive at once; what a call comes to stands in `answer`.
const DRIVER: &str = r#"
    kartotekaSearch.loadWith((name) => (0, eval)(read(name)));
    const settle = (promise) => {
        globalThis.answer = "no answer";
        promise.then((value) => { answer = value; }, (error) => { answer = `${error}\n${error.stack}`; });
    };
    globalThis.terms = (words) => settle(kartotekaSearch.terms(words.split("\n")).then((terms) => terms.join("\n")));
    globalThis.ask = (text) => settle((async () => {
        const answer = await kartotekaSearch.find(text);
        const found = [...answer.full, ...answer.fewer].slice(0, 10);
        const shown = await kartotekaSearch.shown(answer, found);
        return shown.map(({ address }) => address).join("\n");
    })());
    globalThis.tell = (text) => settle((async () => {
        const answer = await kartotekaSearch.find(text);
        const { full, fewer, instead, corrected, missing, unquoted } = answer;
        const suggestions = await kartotekaSearch.suggestions(answer);
        return JSON.stringify({ full: full.length, fewer: fewer.length, instead, corrected, missing, unquoted, suggestions });
    })());
"#;
