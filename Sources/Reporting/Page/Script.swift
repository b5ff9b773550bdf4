/// The page's script: reads out the numbers of a chart, a heat map cell or a shift under the pointer.
enum Script {
    /// Vanilla JavaScript, no library; see ``HoverData`` for the format it reads.
    static let javascript: StaticString = """
        (function () {
          'use strict';
          var tip = document.createElement('div');
          tip.className = 'tip';
          tip.setAttribute('aria-hidden', 'true');
          document.body.appendChild(tip);
          var svgNamespace = document.documentElement.querySelector('svg') &&
            document.documentElement.querySelector('svg').namespaceURI;
          // The browser's own title bubble would cover ours: keep the words, drop the element.
          document.querySelectorAll('svg>title').forEach(function (title) {
            title.parentNode.setAttribute('aria-label', title.textContent);
            title.remove();
          });
          document.querySelectorAll('svg g>title').forEach(function (title) {
            title.parentNode.setAttribute('data-t', title.textContent);
            title.remove();
          });
          var cursor = null;
          function clear() {
            tip.style.display = 'none';
            if (cursor) { cursor.remove(); cursor = null; }
          }
          function group(text) { return text.replace(/\\B(?=(\\d{3})+(?!\\d))/g, ','); }
          function number(text, decimals, unit) {
            if (text === undefined || text === '') { return '–'; }
            var parts = Number(text).toFixed(decimals).split('.');
            return group(parts[0]) + (parts[1] ? '.' + parts[1] : '') + unit;
          }
          function clock(minute) {
            minute = minute % 1440;
            return ('0' + Math.floor(minute / 60)).slice(-2) + ':' + ('0' + minute % 60).slice(-2);
          }
          function show(event, heading, rows) {
            tip.textContent = '';
            var head = document.createElement('b');
            head.textContent = heading;
            tip.appendChild(head);
            rows.forEach(function (row) {
              var line = document.createElement('div');
              var name = document.createElement('span');
              name.textContent = row[0];
              var value = document.createElement('i');
              value.textContent = row[1];
              line.appendChild(name);
              line.appendChild(value);
              tip.appendChild(line);
            });
            tip.style.display = 'block';
            var x = event.clientX + 14, y = event.clientY + 14;
            var box = tip.getBoundingClientRect();
            if (x + box.width > innerWidth - 8) { x = Math.max(8, event.clientX - box.width - 14); }
            if (y + box.height > innerHeight - 8) { y = Math.max(8, event.clientY - box.height - 14); }
            tip.style.left = x + 'px';
            tip.style.top = y + 'px';
          }
          function chart(event, svg) {
            var h = svg.dataset.h.split(',').map(Number);
            var box = svg.getBoundingClientRect();
            var scale = svg.viewBox.baseVal.width / box.width;
            var x = (event.clientX - box.left) * scale - h[0];
            var days = svg.dataset.d.split('|');
            var day = Math.floor(x / h[1]);
            var slot = Math.floor((x - day * h[1]) / h[2]);
            if (x < 0 || day >= days.length || slot >= h[3]) { clear(); return; }
            var index = day * h[3] + slot;
            var rows = svg.dataset.s.split(';').map(function (series) {
              var parts = series.split('|');
              var value = number(parts[1].split(',')[index], h[8], svg.dataset.u);
              if (parts[2] !== undefined) { value += ' – ' + number(parts[2].split(',')[index], h[8], svg.dataset.u); }
              return [parts[0], value];
            }).filter(function (row) { return row[1] !== '–' && row[1] !== '– – –'; });
            if (!rows.length) { clear(); return; }
            if (cursor && cursor.parentNode !== svg) { cursor.remove(); cursor = null; }
            if (!cursor) {
              cursor = document.createElementNS(svgNamespace, 'line');
              cursor.setAttribute('class', 'cursor');
              svg.appendChild(cursor);
            }
            var middle = h[0] + day * h[1] + (slot + 0.5) * h[2];
            cursor.setAttribute('x1', middle);
            cursor.setAttribute('x2', middle);
            cursor.setAttribute('y1', h[6]);
            cursor.setAttribute('y2', h[7]);
            show(event, days[day] + (h[3] > 1 ? '  ' + clock(h[4] + slot * h[5]) : ''), rows);
          }
          document.addEventListener('pointermove', function (event) {
            var target = event.target;
            if (!target.closest) { clear(); return; }
            var titled = target.closest('[data-t]');
            if (titled) {
              var words = titled.dataset.t.split(' · ');
              show(event, words.slice(0, 3).join(' · '), words.slice(3).map(function (word) {
                var cut = word.lastIndexOf(' ');
                return [word.slice(0, cut), word.slice(cut + 1)];
              }));
              return;
            }
            var svg = target.closest('svg[data-h]');
            if (svg) { chart(event, svg); return; }
            var cell = target.closest('.heat td[class]');
            if (cell) {
              var row = cell.parentNode;
              var head = cell.closest('table').tHead.rows[0].cells[cell.cellIndex];
              show(event, row.cells[0].textContent + ' ' + head.abbr, [['', cell.textContent]]);
              return;
            }
            clear();
          });
          document.addEventListener('pointerleave', clear);
          document.addEventListener('scroll', clear, true);
        })();

        """
}
