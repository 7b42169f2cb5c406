// What a script adds: progress, keys, live alerts. Every page works without it.
"use strict";
(function () {
  var csrf = (document.querySelector("meta[name=csrf]") || {}).content;

  // --- keys: / to search, j and k from one entry to the next, ? for all of them
  function step(by) {
    var all = Array.from(document.querySelectorAll("[data-step]")).map(function (each) {
      return each.matches("a") ? each : each.querySelector("a");
    }).filter(Boolean);
    if (!all.length) return;
    var at = all.indexOf(document.activeElement);
    var next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "center" });
  }
  var KEYS = [["/", "search"], ["j", "next entry"], ["k", "previous entry"], ["Enter", "open it"], ["g d", "desk"], ["g s", "sources"], ["g i", "inbox"], ["g a", "alerts"], ["?", "these keys"]];
  var went = false;
  function keys() {
    var box = document.querySelector("dialog") || document.createElement("dialog");
    if (!box.isConnected) {
      var title = document.createElement("h2");
      title.textContent = "Keys";
      title.id = "keys";
      box.setAttribute("aria-labelledby", "keys");
      box.append(title);
      var list = document.createElement("dl");
      list.className = "facts";
      KEYS.forEach(function (pair) {
        var name = document.createElement("dt"), what = document.createElement("dd"), key = document.createElement("kbd");
        key.textContent = pair[0];
        name.append(key);
        what.textContent = pair[1];
        list.append(name, what);
      });
      box.append(list);
      document.body.append(box);
    }
    box.showModal();
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (went) {
      went = false;
      var to = { d: "/", s: "/sources", i: "/inbox", a: "/alerts" }[event.key];
      if (to) location.href = to;
      return;
    }
    if (event.key === "/") { var find = document.getElementById("find"); if (find) { find.focus(); event.preventDefault(); } }
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "g") went = true;
    else if (event.key === "?") keys();
  });

  // --- light and dark without loading the page again
  document.querySelectorAll("button[name=theme]").forEach(function (button) {
    button.addEventListener("click", function (event) {
      event.preventDefault();
      var dark = document.documentElement.dataset.theme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
      document.documentElement.dataset.theme = dark ? "light" : "dark";
      document.cookie = "theme=" + (dark ? "light" : "dark") + ";path=/;max-age=31536000;samesite=lax";
      button.textContent = dark ? "Dark" : "Light";
    });
    if (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches) { button.textContent = "Light"; button.value = "light"; }
  });

  // --- adding reports: drop, progress, and the page anew when all is read
  var add = document.getElementById("add");
  if (add && window.fetch) {
    var drop = add.querySelector("[data-drop]"), files = add.querySelector("input[type=file]");
    var shown = add.querySelector("[data-progress]"), bar = shown.querySelector("progress"), said = shown.querySelector("[data-said]");
    var say = function (words) { shown.hidden = false; said.textContent = words; };
    ["dragenter", "dragover"].forEach(function (kind) { drop.addEventListener(kind, function (event) { event.preventDefault(); drop.classList.add("over"); }); });
    ["dragleave", "drop"].forEach(function (kind) { drop.addEventListener(kind, function (event) { event.preventDefault(); drop.classList.remove("over"); }); });
    drop.addEventListener("drop", function (event) { if (event.dataTransfer.files.length) { files.files = event.dataTransfer.files; send(); } });
    files.addEventListener("change", function () { if (files.files.length) send(); });
    add.addEventListener("submit", function (event) { event.preventDefault(); send(); });
    var send = function () {
      var request = new XMLHttpRequest(), body = new FormData(add);
      request.open("POST", "/add");
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRF-Token", csrf);
      bar.value = 0;
      say("Sending…");
      request.upload.onprogress = function (event) { if (event.lengthComputable) bar.value = 60 * event.loaded / event.total; };
      request.onerror = function () { say("The server cannot be reached. Try again."); };
      request.onload = function () {
        var answer = {};
        try { answer = JSON.parse(request.responseText); } catch (error) { /* a page, not an answer */ }
        if (request.status !== 200) { say(answer.detail || "That did not work. Load the page again."); return; }
        var refused = answer.set_aside.map(function (one) { return one.name + ": " + one.reason; });
        var words = answer.new + " new, " + answer.known + " known already" + (refused.length ? ". Set aside: " + refused.join("; ") : "");
        if (!answer.new) { bar.value = 100; say(words + "."); return; }
        say(words + ". Reading and assessing…");
        bar.removeAttribute("value");
        wait(refused.length ? "set aside" : "");
      };
      request.send(body);
    };
    var wait = function (refused) {
      setTimeout(function () {
        fetch("/progress", { headers: { Accept: "application/json" } }).then(function (answer) { return answer.json(); }).then(function (state) {
          if (!state.assessed) return wait(refused);
          bar.value = 100;
          if (refused) say(said.textContent.replace("Reading and assessing…", "All else is read: load the page again to see it."));
          else location.assign("/");
        }).catch(function () { wait(refused); });
      }, 400);
    };
  }

  // --- alerts as they come
  var feed = document.querySelector("[data-alerts]");
  if (feed && window.EventSource && csrf) {
    var state = document.querySelector("[data-live-state]"), numbers = new Set();
    var last = 0;
    feed.querySelectorAll("[data-number]").forEach(function (each) { numbers.add(each.dataset.number); last = Math.max(last, Number(each.dataset.number)); });
    var stream = new EventSource("/api/alerts/stream?after=" + (feed.dataset.last || last));
    stream.onopen = function () { if (state) state.textContent = "live"; };
    stream.onerror = function () { if (state) state.textContent = "reconnecting"; };
    var heard = function (event) {
      var alert = JSON.parse(event.data), number = String(alert.number || event.lastEventId);
      if (numbers.has(number)) return;
      numbers.add(number);
      // Several watches may be told of one thing: it is shown once.
      if (Array.from(feed.children).slice(0, 30).some(function (each) { return each.className === "fresh" && each.firstElementChild.textContent === alert.text; })) return;
      var entry = document.createElement("li"), link = document.createElement("a"), when = document.createElement("span");
      entry.dataset.number = number;
      entry.className = "fresh";
      link.href = alert.claim_id ? "/claims/" + alert.claim_id : "/stories/" + alert.story_id;
      link.textContent = alert.text;
      when.className = "muted";
      when.textContent = " just now";
      entry.append(link, when);
      feed.prepend(entry);
      while (feed.children.length > 100) feed.lastElementChild.remove();
      document.querySelectorAll("[data-no-alerts]").forEach(function (each) { each.remove(); });
    };
    stream.addEventListener("alert", heard);
    stream.onmessage = heard;
  }

  // --- what was just done takes the focus: a screen reader says it, and Tab leads to its Undo
  var notice = document.querySelector("[data-notice]");
  if (notice) notice.focus();

  // --- the place that an address asks for takes the focus
  var lit = document.getElementById("at");
  if (lit && location.hash === "#at") lit.focus({ preventScroll: true });
})();
