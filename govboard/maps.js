// Paints one map. Called by streamlit-echarts with the live chart whenever the payload changed; returns the click handler.
// Boundaries are fetched once per URL and page; zoom and position survive every repaint on the same boundaries.
(function (chart, echarts, payload) {
  const maps = (window.govboardMaps = window.govboardMaps || {});
  const drawn = (window.govboardDrawn = window.govboardDrawn || new WeakMap());
  const state = drawn.get(chart) || {};
  const turn = (state.turn = {});
  drawn.set(chart, state);

  function plane([west, south, east, north]) {
    const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
    const feature = { type: "Feature", properties: { code: "", label: "" }, geometry: { type: "Polygon", coordinates: [ring] } };
    return Promise.resolve({ type: "FeatureCollection", features: [feature] });
  }

  function fetched(url) {
    return fetch(url).then((answer) => {
      if (!answer.ok) throw new Error("HTTP " + answer.status);
      return answer.json();
    });
  }

  function loaded() {
    if (!maps[payload.map]) {
      const shapes = payload.plane ? plane(payload.plane) : fetched(payload.map);
      maps[payload.map] = shapes.then((shape) => {
        const known = measured(shape);
        echarts.registerMap(payload.map, shape);
        return known;
      });
      maps[payload.map].catch(() => delete maps[payload.map]);
    }
    return maps[payload.map];
  }

  function bounds(features) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const visit = (part) => {
      if (typeof part[0] !== "number") return part.forEach(visit);
      box[0] = Math.min(box[0], part[0]); box[1] = Math.min(box[1], part[1]);
      box[2] = Math.max(box[2], part[0]); box[3] = Math.max(box[3], part[1]);
    };
    features.forEach((each) => visit(each.geometry.coordinates));
    return box;
  }

  const extent = ([west, south, east, north]) => (east - west) * (north - south);

  function measured(shape) {
    const inner = shape.features.filter((each) => each.properties.core);
    const whole = bounds(shape.features);
    return {
      aspect: Math.cos(((whole[1] + whole[3]) / 2) * Math.PI / 180),
      core: inner.length ? bounds(inner) : null,
      inner: inner.map((each) => each.properties.code),
      named: shape.features.map((each) => [each.properties.code, each.properties.cp, each.properties.label, extent(bounds([each]))]).sort((one, two) => two[3] - one[3]),
    };
  }

  function hatch() {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 6;
    const pen = tile.getContext("2d");
    pen.fillStyle = "#f1f3f5"; pen.fillRect(0, 0, 6, 6);
    pen.strokeStyle = "#c3cad2"; pen.lineWidth = 1;
    pen.beginPath(); pen.moveTo(-1, 7); pen.lineTo(7, -1); pen.stroke();
    return { image: tile, repeat: "repeat" };
  }

  const areas = Object.fromEntries(payload.areas.map((row) => [row[0], row]));
  const safe = (text) => echarts.format.encodeHTML(String(text));

  function told(params) {
    if (params.seriesType === "scatter") {
      const [, , count, label] = params.value;
      if (count === 1 && label) return safe(label) + (params.seriesName === payload.pointName ? "" : "<br>" + safe(params.seriesName));
      return safe(params.seriesName) + "<br>" + safe(payload.pointName) + "：" + count + "个";
    }
    const row = areas[params.name];
    if (!row) return "<b>" + safe(params.name) + "</b><br>名录里没有这个区域";
    const value = row[2] === null ? safe(row[4] || "无数据") : safe(row[3]) + (row[4] ? "<br>" + safe(row[4]) : "");
    return "<b>" + safe(row[1]) + "</b>" + (payload.name ? "<br>" + safe(payload.name) + "：" + value : "");
  }

  // On the map the kind of area is plain from the picture; the hover gives the full name.
  const short = (label) => (payload.tiles && label.length > 6 ? label.slice(0, 5) + "…" : label);
  const brief = (label) => short(label.length > 3 ? label.replace(/(街道|社区)$/, "") : label);

  const narrow = () => chart.getWidth() < payload.wide;

  function named(code, labels) {
    const row = areas[code];
    return narrow() || !row ? brief(row ? row[1] : labels[code]) : brief(row[1]) + "\n" + (row[2] === null ? row[4] : row[3]);
  }

  function finished(known, pattern) {
    const option = JSON.parse(JSON.stringify(payload.option));
    const inset = payload.inset && known.core;
    const media = option.media;
    delete option.media;
    option.tooltip.formatter = told;
    option.geo.forEach((geo) => {
      geo.aspectScale = known.aspect;
      if (!payload.plane) geo.itemStyle.areaColor = pattern;
      geo.map = payload.map;
    });
    if (payload.highlight) {
      option.geo.forEach((geo) => (geo.regions = [{ name: payload.highlight, itemStyle: payload.highlightStyle }]));
    }
    option.series.forEach((series) => dressed(series, pattern, known));
    if (inset) added(option, known);
    else option.geo.length = 1;
    option.toolbox.feature = buttons(option.geo);
    if (!inset) media.forEach((each) => { each.option = each.plain; });
    media.forEach((each) => { delete each.plain; });
    return { baseOption: option, media };
  }

  function dressed(series, pattern, known) {
    if (series.id === "blank") series.itemStyle = { color: pattern, borderColor: "#c3cad2", borderWidth: 1 };
    if (series.type === "map") series.itemStyle = { areaColor: pattern, color: pattern };
    if (series.id === "names") lettered(series, known);
    if (series.id.startsWith("points-")) sized(series, 12);
  }

  function lettered(series, known) {
    series.data = known.named.map(([code, place]) => ({ name: code, value: place }));
    const labels = Object.fromEntries(known.named.map(([code, , label]) => [code, label]));
    series.label.formatter = (params) => named(params.name, labels);
    if (narrow()) series.label.fontSize = 10;
  }

  function sized(series, most) {
    const merged = (value) => 2 + (most - 2) * Math.sqrt(value[2] / payload.binned), alone = (value) => Math.min(12, 5 + Math.sqrt(value[2]));
    series.symbolSize = payload.side ? merged : alone;
  }

  function added(option, known) {
    const [west, south, east, north] = known.core;
    const air = [(east - west) * 0.03, (north - south) * 0.03];
    const box = [west - air[0], south - air[1], east + air[0], north + air[1]];
    const near = option.geo[1];
    near.boundingCoords = [[box[0], box[3]], [box[2], box[1]]];
    const inside = ([lng, lat]) => lng >= box[0] && lng <= box[2] && lat >= box[1] && lat <= box[3];
    const copies = option.series.filter((each) => each.id !== "blank").map((each) => ({
      ...each, id: "near:" + each.id, geoIndex: 1,
      data: each.type === "scatter" ? each.data.filter((one) => inside(one.value || one)) : each.data,
    }));
    option.series.filter((each) => each.id === "names").forEach((each) => (each.data = each.data.filter((one) => !known.inner.includes(one.name))));
    option.series.filter((each) => each.id.startsWith("points-")).forEach((each) => sized(each, 6));
    option.series.push(...copies, {
      id: "frame", type: "lines", coordinateSystem: "geo", geoIndex: 0, polyline: true, silent: true, z: 6,
      lineStyle: { color: "#5b6673", width: 1, type: [4, 3], opacity: 1 },
      data: [{ coords: [[box[0], box[1]], [box[2], box[1]], [box[2], box[3]], [box[0], box[3]], [box[0], box[1]]] }],
    });
    option.visualMap.forEach((each) => (each.seriesIndex = option.series.flatMap((one, at) => (one.type === "map" ? [at] : []))));
  }

  function buttons(geos) {
    const zoomed = (factor) => () => {
      const nearer = (each) => Math.max(1, Math.min(40, (each.zoom || 1) * factor));
      chart.setOption({ geo: chart.getOption().geo.filter((each) => geos.some((one) => one.id === each.id)).map((each) => ({ id: each.id, zoom: nearer(each) })) });
    };
    const home = () => chart.setOption({ geo: geos.map((each) => ({ id: each.id, zoom: 1, center: null })) });
    return {
      myNearer: { show: true, title: "放大（或按住 Ctrl 滚动滚轮）", icon: "path://M2 7h5V2h2v5h5v2H9v5H7V9H2z", onclick: zoomed(1.5) },
      myFarther: { show: true, title: "缩小", icon: "path://M2 7h12v2H2z", onclick: zoomed(1 / 1.5) },
      myHome: { show: true, title: "复位", icon: "path://M8 2L2 7v7h4V10h4v4h4V7z", onclick: home },
    };
  }

  // Merging would be shorter, but ECharts drops merged series when a layout by width follows.
  function keptPlace(option, now) {
    option.geo.forEach((geo) => {
      const same = (now.geo || []).find((each) => each.id === geo.id);
      if (same) Object.assign(geo, { zoom: same.zoom, center: same.center });
    });
    if (now.legend && now.legend[0]) option.legend.selected = now.legend[0].selected;
  }

  function failed() {
    chart.setOption({ title: { text: "边界文件未能读取，请刷新页面", left: "center", top: "middle",
      textStyle: { color: "#667080", fontSize: 14, fontWeight: 400 } } }, { notMerge: true });
    state.painted = null;
  }

  // The wheel scrolls the page, as everywhere; with Ctrl it enlarges the map.
  if (!state.wheel) {
    state.wheel = (event) => { if (!event.ctrlKey) event.stopPropagation(); };
    chart.getDom().addEventListener("wheel", state.wheel, { capture: true, passive: true });
  }

  const late = () => state.turn !== turn || chart.isDisposed();

  loaded().then((known) => {
    if (late()) return;
    const option = finished(known, hatch());
    if (state.painted === payload.map) keptPlace(option.baseOption, chart.getOption());
    chart.setOption(option, { notMerge: true });
    state.painted = payload.map;
  }, () => { if (!late()) failed(); });

  // A circle is told by its square and its group, for the points behind it stay with the page.
  function square(params, label) {
    return "square:" + payload.side + ":" + label + ":" + params.seriesId.replace(/^near:/, "").slice("points-".length);
  }

  return function (params) {
    if (params.seriesType !== "scatter") return areas[params.name] ? "area:" + params.name : undefined;
    const [, , count, label] = params.value;
    if (!label) return undefined;
    return count > 1 ? square(params, label) : "point:" + label;
  };
})
