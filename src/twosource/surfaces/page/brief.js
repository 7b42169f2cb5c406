// Lights the whole of a cited span, over all its pieces; without this script the link still goes to its start.
(function () {
  function light() {
    document.querySelectorAll("mark.lit").forEach(function (mark) { mark.classList.remove("lit"); });
    var match = /^#(r\d+)-(\d+)-(\d+)$/.exec(location.hash);
    var anchor = match && document.getElementById(location.hash.slice(1));
    if (!anchor) return;
    var left = Number(match[3]) - Number(match[2]);
    for (var node = anchor.nextSibling; node && left > 0; node = node.nextSibling) {
      if (node.nodeName === "MARK") node.classList.add("lit");
      left -= Array.from(node.textContent).length;
    }
    anchor.scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", light);
  light();
})();
