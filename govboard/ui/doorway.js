(function () {
  function runs(code) { try { return new Function(code)() !== false; } catch (problem) { return false; } }
  var found = /(?:Chrome|Chromium|Firefox|Version|MSIE |rv:)\/?\s?(\d+)/.exec(navigator.userAgent);
  var kernel = found ? found[1] : "不明";
  // what nothing can add: class static blocks, optional chaining, modules
  if (!runs("class A { static { A.x = 1; } } return A.x?.y === undefined;") || !("noModule" in document.createElement("script"))) {
    document.write("<title>浏览器版本过低</title><meta charset='utf-8'><div style='font:16px/1.8 sans-serif;max-width:36em;margin:12vh auto;padding:0 1em'><h1 style='font-size:22px'>浏览器版本过低（内核" + kernel +
      "）</h1><p>请使用新版浏览器，或把双核浏览器切换到极速模式，再打开本页。</p><p>谷歌浏览器、火狐、Edge、360安全浏览器、奇安信可信浏览器的新版都可以。数据没有受影响。</p></div><plaintext style='display:none'>");
    return;
  }
  // what older kernels lack and can be given: the flag v of regular expressions, Promise.withResolvers, a few methods
  try { new RegExp("", "v"); } catch (problem) {
    var Native = RegExp;
    var Older = runs("return true;") && new Function("Native", "return function Older(pattern, flags) { var plain = typeof flags === 'string' ? flags.replace('v', 'u') : flags; return new.target ? Reflect.construct(Native, [pattern, plain], new.target === Older ? Native : new.target) : Native(pattern, plain); };")(Native);
    Older.prototype = Native.prototype;
    Object.setPrototypeOf(Older, Native);
    Native.prototype.constructor = Older;
    window.RegExp = Older;
  }
  if (!Promise.withResolvers) {
    Promise.withResolvers = function () { var made = {}; made.promise = new this(function (resolve, reject) { made.resolve = resolve; made.reject = reject; }); return made; };
  }
  if (!Object.groupBy) {
    Object.groupBy = function (items, key) { var groups = Object.create(null), at = 0; Array.from(items).forEach(function (item) { var name = key(item, at++); (groups[name] = groups[name] || []).push(item); }); return groups; };
  }
  ["toSorted:sort", "toReversed:reverse", "toSpliced:splice"].forEach(function (pair) {
    var name = pair.split(":")[0], inner = pair.split(":")[1];
    if (!Array.prototype[name]) Object.defineProperty(Array.prototype, name, { value: function () { var copy = this.slice(); copy[inner].apply(copy, arguments); return copy; }, configurable: true, writable: true });
  });
  if (!Array.prototype.with) Object.defineProperty(Array.prototype, "with", { value: function (at, value) { var copy = this.slice(); copy[at < 0 ? copy.length + at : at] = value; return copy; }, configurable: true, writable: true });
  if (!Array.fromAsync) Array.fromAsync = function (items) { return Promise.all(Array.from(items)); };
  if (!Set.prototype.union) {
    Set.prototype.union = function (other) { var all = new Set(this); other.forEach(function (item) { all.add(item); }); return all; };
    Set.prototype.difference = function (other) { var left = new Set(this); other.forEach(function (item) { left["delete"](item); }); return left; };
    Set.prototype.intersection = function (other) { var both = new Set(); this.forEach(function (item) { if (other.has(item)) both.add(item); }); return both; };
  }
  // what is marked data-copy is put on the clipboard by a click, also in offices without https
  function put(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    var area = document.createElement("textarea");
    area.value = text; area.style.position = "fixed"; area.style.opacity = "0";
    var before = document.activeElement;
    document.body.appendChild(area); area.select(); document.execCommand("copy"); area.remove();
    if (before) before.focus();
    return Promise.resolve();
  }
  document.addEventListener("click", function (event) {
    var marked = event.target.closest && event.target.closest("[data-copy]");
    if (!marked) return;
    put(marked.dataset.copy).then(function () {
      marked.dataset.words = marked.dataset.words || marked.textContent; marked.textContent = "已复制";
      clearTimeout(marked.govboardLater);
      marked.govboardLater = setTimeout(function () { marked.textContent = marked.dataset.words; }, 1500);
    });
  });
  // charts and maps have the width of the screen; on paper (1020 points at the scale of look.css) the wider ones are made smaller
  function sized(zoom) { Array.prototype.forEach.call(document.querySelectorAll(".js-plotly-plot, [class*=st-key-card-map]"), function (picture) { picture.style.zoom = zoom(picture.clientWidth); }); }
  window.addEventListener("beforeprint", function () { sized(function (width) { return Math.min(1, 1000 / width); }); });
  window.addEventListener("afterprint", function () { sized(function () { return ""; }); });
})();
