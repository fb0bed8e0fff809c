"""The look of matchdesk's pages: one sheet for screen, dark mode, narrow windows and print."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root { color-scheme: light dark; --ink: #1b1d21; --soft: #5a616b; --page: #fff; --line: #d5d9df;
  --pane: #f5f6f8; --link: #0b57a4; --bad: #a8201a; --bad-back: #fde8e6; --near: #7a5200;
  --near-back: #fdf1d6; --open: #4b4a8f; --open-back: #ececfa; --good: #1c6b3c; --zone: #1c6b3c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #a3abb6; --page: #15171a;
  --line: #3a3f46; --pane: #1e2125; --link: #7db7f0; --bad: #ff9d95; --bad-back: #4a1a17;
  --near: #f0c56b; --near-back: #43330d; --open: #b9b8f5; --open-back: #2b2a4d; --good: #85d3a3;
  --zone: #85d3a3; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink);
  background: var(--page); max-width: 76rem; margin: 0 auto; padding: 1.2rem 1rem 4rem;
  overflow-wrap: break-word; }
a { color: var(--link); }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .2rem; }
h2 { font-size: 1.05rem; letter-spacing: .02em; margin: 2.2rem 0 .4rem; padding-top: .6rem;
  border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p { margin: .3rem 0; } ul, ol { margin: .3rem 0; }
.lead { font-size: 1.15rem; font-weight: 600; }
.sub { margin-left: 1.2rem; } .note, .aside, .soft { color: var(--soft); font-size: .93rem; }
.labelled { display: grid; grid-template-columns: minmax(8rem, 16rem) 1fr; gap: 0 1rem; }
.labelled .label { color: var(--soft); }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1rem; padding: 0;
  font-size: .85rem; margin: 0 0 .8rem; }
.scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; margin: .4rem 0; }
th, td { padding: .15rem .6rem; text-align: left; vertical-align: top; font-weight: 400; }
th { font-weight: 600; border-bottom: 1px solid var(--line); }
tr.zone td:first-child { box-shadow: inset .25rem 0 var(--zone); }
.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.nb { white-space: nowrap; } .strong { font-weight: 700; }
.inset { padding-left: 1.6rem; }
a.note { white-space: nowrap; }
.figure { color: inherit; text-decoration: underline dotted; text-underline-offset: .2em; }
.plain { list-style: none; padding: 0; } .plain > li { margin: .5rem 0; }
details { margin: .2rem 0; } summary { cursor: pointer; color: var(--link); }
.panel { display: none; }
.panel:target { display: block; position: fixed; left: 0; right: 0; bottom: 0; z-index: 2;
  max-height: 60vh; overflow: auto; background: var(--pane); border-top: 3px solid var(--link);
  padding: .8rem max(1rem, calc((100vw - 74rem) / 2)) 1.2rem; }
.panel h3 { margin-top: 0; } .close { float: right; }
svg { min-width: 22rem; max-width: 100%; height: auto; color: var(--ink); }
svg text { fill: currentColor; font: 14px system-ui, sans-serif; }
svg .won { font-weight: 700; } svg text.faint { fill: var(--soft); }
svg .home { stroke: var(--ink); stroke-width: 2.5; }
svg .away { stroke: var(--ink); stroke-width: 2.5; stroke-dasharray: 5 4; }
svg path, svg rect { fill: none; stroke: var(--line); stroke-width: 1.5; }
.sheet { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 0 2rem; }
.text { background: var(--pane); padding: .6rem 1.1rem; white-space: pre-wrap; align-self: start; }
.text p { margin: .7rem 0; }
.findings { list-style: none; padding: 0; margin: 0; max-height: 94vh; overflow: auto;
  position: sticky; top: 1rem; }
.findings > li { padding: .4rem .7rem; margin: 0 0 .5rem; border-left: .25rem solid var(--line); }
.findings > li:target, .text a:target { outline: 3px solid var(--link); outline-offset: 1px; }
.findings .contradicted { border-color: var(--bad); background: var(--bad-back); }
.findings .near { border-color: var(--near); background: var(--near-back); }
.findings .open { border-color: var(--open); background: var(--open-back); }
.findings .supported { border-color: var(--good); }
.verdict { font-weight: 700; } .contradicted .verdict { color: var(--bad); }
.near .verdict { color: var(--near); } .open .verdict { color: var(--open); }
.supported .verdict { color: var(--good); }
mark { background: none; color: inherit; border-radius: .15rem; }
mark a { color: inherit; text-decoration: none; }
mark.contradicted { background: var(--bad-back); border-bottom: .2rem solid var(--bad); }
mark.near { background: var(--near-back); border-bottom: .15rem solid var(--near); }
mark.open { background: var(--open-back); border-bottom: .15rem dashed var(--open); }
mark.supported { border-bottom: .12rem solid var(--good); }
mark.unknown { border-bottom: .12rem dotted var(--soft); }
mark sup { font-size: .7em; line-height: 0; font-weight: 600; margin-right: .1em; white-space: nowrap; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.basis { display: inline-block; font-size: .8rem; padding: 0 .4rem; border: 1px solid var(--line);
  border-radius: .6rem; color: var(--soft); white-space: nowrap; }
.basis.refuted { color: var(--bad); border-color: var(--bad); }
.basis.differ { color: var(--near); border-color: var(--near); }
blockquote { margin: .3rem 0 .3rem 1rem; padding-left: .7rem; border-left: 2px solid var(--line); }
@media (max-width: 60rem) { .sheet { grid-template-columns: minmax(0, 1fr); }
  .findings { position: static; max-height: none; margin-top: .8rem; } }
@media (max-width: 36rem) { body { padding: .8rem .7rem 3rem; } h1 { font-size: 1.35rem; }
  th, td { padding: .15rem .4rem; } .labelled { grid-template-columns: 1fr; }
  .text { padding: .4rem .7rem; } .sub { margin-left: .6rem; } table { font-size: .88rem; }
  th.right, td .nb { white-space: normal; } th, td { padding: .12rem .25rem; } }
@media print { @page { margin: 14mm; } body { font-size: 10pt; line-height: 1.35; max-width: none; padding: 0; } nav, .close { display: none; }
  a { color: inherit; } .sheet { display: block; } .findings { position: static; max-height: none;
  overflow: visible; columns: 2; column-gap: 1.2rem; } .findings > li, tr, svg { break-inside: avoid; }
  h2, h3 { break-after: avoid; } .findings details, a.note { display: none; } .scroll { overflow: visible; }
  .panel, .panel:target { display: none; } }
"""

POLICY = (
    "default-src 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'; base-uri 'none'; form-action 'none'"
)
"""What a page may load: its own sheet, and nothing else."""
