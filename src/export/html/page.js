
"use strict";
// The page reads without this script. It adds filters, tooltips that the keyboard reaches, and a choice of colours.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byHash = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));

  // Colours: as the system has them, light or dark. A browser may refuse to remember.
  const THEMES = ["system", "light", "dark"];
  const setTheme = (theme) => {
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  };
  const remembered = () => {
    try { return localStorage.getItem("dateline-colours"); } catch { return null; }
  };
  const remember = (theme) => {
    try { localStorage.setItem("dateline-colours", theme); } catch { /* only for this visit, then */ }
  };
  setTheme(remembered());

  function colours() {
    const button = document.getElementById("theme");
    let theme = THEMES.includes(remembered()) ? remembered() : "system";
    const show = () => { button.textContent = "Colours: " + theme; };
    button.addEventListener("click", () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
      setTheme(theme);
      remember(theme);
      show();
    });
    show();
    button.hidden = false;
  }

  // Filters. What a fact or an article holds is read from the page when it is first asked for.
  function filters() {
    const form = document.getElementById("filters");
    const shown = document.getElementById("shown");
    const texts = new WeakMap();
    const text = (element) => {
      if (!texts.has(element)) texts.set(element, element.textContent.toLowerCase());
      return texts.get(element);
    };
    const facts = all(".fact").map((element) => ({
      element,
      story: element.closest(".story"),
      title: element.closest(".story").querySelector("h3"),
      outlets: new Set(all("[data-outlet]", element).map((claim) => claim.dataset.outlet)),
      articles: new Set(all("q a", element).map((link) => link.hash.slice(1).split(":", 2).join(":"))),
    }));
    const articles = all(".report");

    const choice = () => {
      const data = new FormData(form);
      const get = (name) => data.get(name) || "";
      return {
        words: get("text").toLowerCase().split(/\s+/).filter(Boolean),
        verdict: get("verdict"), reading: get("reading") || "strict", question: get("question"), outlet: get("outlet"),
        kinds: new Set(data.getAll("kind")),
      };
    };
    const holds = (elements, words) => words.every((word) => elements.some((element) => text(element).includes(word)));

    function apply() {
      const wish = choice();
      const asksFacts = wish.verdict !== "" || wish.question !== "";
      const active = asksFacts || wish.outlet !== "" || wish.words.length > 0;
      const stories = new Set();
      const cited = new Set();
      let factsShown = 0;
      for (const fact of facts) {
        const data = fact.element.dataset;
        const fits = (wish.verdict === "" || data[wish.reading] === wish.verdict)
          && (wish.question === "" || data.question === wish.question)
          && (wish.outlet === "" || fact.outlets.has(wish.outlet))
          && holds([fact.element, fact.title], wish.words);
        fact.element.hidden = !fits;
        if (!fits) continue;
        factsShown += 1;
        stories.add(fact.story);
        fact.articles.forEach((article) => cited.add(article));
      }
      let articlesShown = 0;
      for (const article of articles) {
        const fits = (wish.outlet === "" || article.dataset.outlet === wish.outlet)
          && (!asksFacts || cited.has(article.id))
          && holds([article], wish.words);
        article.hidden = !fits;
        articlesShown += fits ? 1 : 0;
      }
      for (const story of all(".story")) story.hidden = active && !stories.has(story);
      for (const fold of all(".lone")) {
        const some = all(".fact", fold).some((fact) => !fact.hidden);
        fold.hidden = !some;
        fold.open = active && some;
      }
      for (const fold of all(".days")) fold.hidden = active;
      for (const line of all(".differing li, tbody tr")) {
        const target = byHash(line.querySelector("a").hash);
        line.hidden = target !== null && target.hidden;
      }
      for (const box of all("input[name=kind]", form)) {
        document.body.classList.toggle("no-" + box.value, !wish.kinds.has(box.value));
      }
      const counted = facts.length > 0 ? `${factsShown} of ${facts.length} facts, ` : "";
      shown.textContent = `${counted}${articlesShown} of ${articles.length} articles shown`;
    }

    // The choice stands in the address, so that it can be kept and handed on: #?verdict=conflict
    function write() {
      const query = new URLSearchParams();
      for (const name of ["text", "verdict", "reading", "question", "outlet"]) {
        const field = form.elements[name];
        if (field && field.value !== "" && field.value !== "strict") query.set(name, field.value);
      }
      const hidden = all("input[name=kind]", form).filter((box) => !box.checked).map((box) => box.value);
      if (hidden.length > 0) query.set("hide", hidden.join(" "));
      try { history.replaceState(null, "", "#" + (query.toString() && "?" + query)); } catch { /* the page works without */ }
    }
    function read() {
      if (!location.hash.startsWith("#?")) return;
      const query = new URLSearchParams(location.hash.slice(2));
      for (const [name, value] of query) {
        if (form.elements[name] && name !== "kind") form.elements[name].value = value;
      }
      const hidden = (query.get("hide") || "").split(" ");
      for (const box of all("input[name=kind]", form)) box.checked = !hidden.includes(box.value);
      apply();
    }

    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { apply(); write(); }, 150);
    });
    form.addEventListener("reset", () => setTimeout(() => { apply(); write(); }));
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", read);
    form.hidden = false;
    apply();
    read();
    return { show: () => { form.reset(); apply(); } };
  }

  // Links: what they lead to is shown, whatever filters and folds say, and all words of a claim are lit.
  function targets(filter) {
    function follow() {
      const target = location.hash.startsWith("#?") ? null : byHash(location.hash);
      all(".lit").forEach((piece) => piece.classList.remove("lit"));
      if (!target) return;
      if (target.closest("[hidden]")) filter.show();
      for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      if (target.classList.contains("at")) light(target);
      target.scrollIntoView({ block: target.classList.contains("at") ? "center" : "start" });
    }
    // The id ends in the code points of the claim: a:ARTICLE:text:216-259
    function light(anchor) {
      const [start, end] = anchor.id.split(":").pop().split("-").map(Number);
      let left = end - start;
      for (let node = anchor.nextSibling; node && left > 0; node = node.nextSibling) {
        if (node.nodeName === "A") continue;
        if (node.nodeName === "MARK") node.classList.add("lit");
        left -= [...node.textContent].length;
      }
    }
    addEventListener("hashchange", follow);
    // A link to where the address already is changes no hash.
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link && link.hash === location.hash) follow();
    });
    follow();
  }

  // Tooltips, on pointing and on focus: what a mark means, and the paragraph that a quote is from. From a mark the arrow keys go on to
  // the next; Escape closes.
  function tips() {
    const tip = document.createElement("div");
    tip.id = "tip";
    tip.setAttribute("role", "tooltip");
    tip.hidden = true;
    document.body.append(tip);
    let owner = null;
    let leaving = 0;

    const owns = (event) => event.target.closest && event.target.closest("mark, q a");
    function told(element) {
      if (element.matches("mark")) return element.title;
      const target = byHash(element.hash);
      const place = target && target.closest("p, h3");
      if (!place) return "";
      const copy = place.cloneNode(true);
      all(".ref", copy).forEach((link) => link.remove());
      return copy.textContent;
    }
    function close() {
      clearTimeout(leaving);
      if (owner) {
        if (owner.matches("mark")) owner.title = owner.dataset.tip;
        owner.removeAttribute("aria-describedby");
        owner = null;
      }
      tip.hidden = true;
    }
    function open(element) {
      clearTimeout(leaving);
      if (element === owner) return;
      close();
      const words = told(element);
      if (words === "") return;
      owner = element;
      tip.textContent = owner.dataset.tip = words;
      owner.removeAttribute("title");
      owner.setAttribute("aria-describedby", "tip");
      tip.hidden = false;
      place();
    }
    // A mark's above the words and a quote's below, where there is room: neither hides what is read before it.
    function place() {
      if (!owner) return;
      const box = (owner.matches("mark") && owner.getClientRects()[0]) || owner.getBoundingClientRect();
      const above = box.top - tip.offsetHeight - 4;
      const below = box.bottom + 4;
      const fits = below + tip.offsetHeight <= innerHeight;
      const isBelow = owner.matches("mark") ? above < 0 : fits || above < 0;
      tip.style.top = (isBelow ? below : above) + "px";
      tip.style.left = Math.max(4, Math.min(box.left, innerWidth - tip.offsetWidth - 8)) + "px";
    }
    const leave = () => { clearTimeout(leaving); leaving = setTimeout(close, 250); };

    document.addEventListener("pointerover", (event) => {
      if (owns(event)) open(owns(event));
      else if (event.target === tip) clearTimeout(leaving);
      else if (owner && owner !== document.activeElement) leave();
    });
    document.addEventListener("focusin", (event) => { if (owns(event)) open(owns(event)); else close(); });
    addEventListener("scroll", place, { passive: true });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step || !event.target.matches("mark") || event.altKey || event.ctrlKey || event.metaKey) return;
      const marks = all("mark", event.target.closest(".text, h3"));
      const next = marks[marks.indexOf(event.target) + step];
      if (!next) return;
      event.preventDefault();
      event.target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
      open(next);
    });
  }

  // On paper nothing stays folded.
  function printing() {
    let folded = [];
    addEventListener("beforeprint", () => {
      folded = all("details:not([open])");
      folded.forEach((fold) => { fold.open = true; });
    });
    addEventListener("afterprint", () => folded.forEach((fold) => { fold.open = false; }));
  }

  // Where the index of an article stands below it and not beside it, it is folded.
  function narrow() {
    if (matchMedia("(max-width: 56rem)").matches) all(".index").forEach((fold) => { fold.open = false; });
  }

  document.addEventListener("DOMContentLoaded", () => {
    narrow();
    colours();
    tips();
    targets(filters());
    printing();
  });
})();
