// "Leave this page" with a script: the page goes out of the history as well, so that Back skips it. Pressing Shift three times does the same.
const link = document.querySelector('a[data-leave]');

function leave(event) {
  event?.preventDefault();
  document.documentElement.hidden = true;
  location.replace(link.href);
}

if (link) {
  link.addEventListener('click', leave);
  let pressed = [];
  addEventListener('keyup', event => {
    if (event.key !== 'Shift') {
      pressed = [];
      return;
    }

    const now = performance.now();
    pressed = [...pressed.filter(then => now - then < 5000), now];
    if (pressed.length >= 3) leave();
  });

  // A page that the browser kept in memory is asked for anew: the server knows whether it was left.
  addEventListener('pageshow', event => {
    if (event.persisted) location.reload();
  });
}
