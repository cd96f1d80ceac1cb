// The live number: frames from the server, at most four a second, put where the server put the first. Nothing moves; a page that nobody looks at listens to nothing.
const section = document.querySelector('[data-live]');

if (section && 'EventSource' in window) {
  const group = section.dataset.group;
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const from = Number(section.dataset.groupFrom);
  const write = n => String(n).length < from ? String(n) : String(n).replace(/\B(?=(\d{3})+$)/g, group);
  const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const when = new Intl.DateTimeFormat(document.documentElement.lang + '-u-nu-latn', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const announcement = section.querySelector('[data-say]');
  const first = Number(section.dataset.sequence);
  let source = null;
  let spoken = performance.now();
  let posts = null;

  function show(count) {
    const exact = count.at_least === count.at_most;
    section.classList.toggle('none', count.at_most === 0);
    for (const element of section.querySelectorAll('[data-n]')) put(element, write(count[element.dataset.n]));
    for (const element of section.querySelectorAll('[data-range]')) element.hidden = exact;
    for (const element of section.querySelectorAll('[data-interval]')) {
      const [least, most] = [count[element.dataset.interval], count[element.dataset.interval + '_at_most']];
      element.parentElement.hidden = most === 0;
      put(element, least === most ? write(least) : element.dataset.between.replace('{0}', write(least)).replace('{1}', write(most)));
    }

    for (const element of section.querySelectorAll('[data-plural]')) {
      const forms = JSON.parse(element.dataset.forms);
      put(element, forms[rules.select(count[element.dataset.plural])] ?? forms.other);
    }

    if (count.sequence > first) {
      posts ??= count.posts;
      if (count.posts !== posts) section.querySelector('[data-new]')?.classList.add('there');
    }

    posts ??= count.posts;

    // A card says of when it is.
    const time = document.querySelector('[data-at]');
    if (time && count.at > Date.parse(time.dateTime)) {
      time.dateTime = new Date(count.at).toISOString();
      put(time, when.format(count.at) + ' UTC');
    }

    // Whoever hears the page is told now and then, not four times a second.
    if (performance.now() - spoken > 30000) {
      spoken = performance.now();
      put(announcement, announcement.dataset.say.replace('{0}', write(count.at_least)));
    }
  }

  function listen() {
    if (source || document.hidden) return;
    source = new EventSource(section.dataset.live);
    source.addEventListener('count', event => show(JSON.parse(event.data)));
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      listen();
    } else if (source) {
      source.close();
      source = null;
    }
  });
  listen();
}
