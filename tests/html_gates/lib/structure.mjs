// These functions run inside a page. Each gives the sentences of what is wrong.

// Headings, anchors, names, and what must not be in a report at all.
export function structure() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const faults = [];
  const must = (holds, sentence) => holds || faults.push(sentence);
  const levels = all("h1,h2,h3,h4,h5,h6").map((each) => Number(each.tagName[1]));
  must(levels.filter((level) => level === 1).length === 1, "has not one first heading");
  must(levels.every((level, n) => !n || level <= levels[n - 1] + 1), "leaves out a heading level");
  must(all("main").length === 1, "has not one main part");
  const ids = all("[id]").map((each) => each.id);
  must(new Set(ids).size === ids.length, "uses an id twice");
  for (const link of all('a[href^="#"]')) {
    const target = decodeURIComponent(link.hash.slice(1));
    must(document.getElementById(target), `has a link to #${target}, which is nowhere`);
  }
  must(document.title.trim() && document.documentElement.lang, "has no title or no language");
  const policy = document.head.querySelector('meta[http-equiv="Content-Security-Policy"]');
  must(policy?.content.includes("default-src 'none'"), "has no policy that forbids everything");
  must(!policy?.content.includes("unsafe"), "has a policy with an exception");
  const active = "script,iframe,object,embed,form,base,link,audio,video,img,foreignObject,[style]";
  must(!all(active).length, `has ${all(active).map((each) => each.tagName)}`);
  const handlers = all("*").flatMap((each) => [...each.attributes]).filter((a) => /^on/i.test(a.name));
  must(!handlers.length, "has an event handler");
  for (const picture of all("svg")) {
    const named = (picture.getAttribute("aria-labelledby") ?? "").split(" ");
    const parts = named.map((id) => document.getElementById(id)?.textContent.trim());
    must(parts.length === 2 && parts.every(Boolean), "has a picture without title or description");
  }
  return faults;
}

// Texts of pictures that leave their picture or lie over each other, as they are really drawn.
export function pictures() {
  const faults = [];
  for (const picture of document.querySelectorAll("svg")) {
    const edge = picture.getBoundingClientRect();
    if (!edge.width) continue;
    const texts = [...picture.querySelectorAll("text")];
    const boxes = texts.map((each) => [each.getBoundingClientRect(), each.textContent]);
    boxes.forEach(([a, one], n) => {
      const inside = a.left >= edge.left - 1 && a.right <= edge.right + 1;
      if (!inside || a.top < edge.top - 2 || a.bottom > edge.bottom + 2)
        faults.push(`has “${one}” outside of its picture`);
      for (const [b, other] of boxes.slice(n + 1))
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
          faults.push(`has “${one}” over “${other}”`);
    });
  }
  return faults;
}

// Events that an injected attribute may wait for.
export function poke() {
  for (const each of document.querySelectorAll("*"))
    for (const name of ["mouseover", "focus", "toggle", "pointerenter", "load", "error"])
      each.dispatchEvent(new Event(name));
}
