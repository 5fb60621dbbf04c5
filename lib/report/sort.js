"use strict";
/* Lets tables be sorted by a click on a heading; the page reads well without. */
document.querySelectorAll("table").forEach(function (table) {
	var body = table.tBodies[0];
	function key(row, at) {
		var cell = row.cells[at];
		var text = cell.dataset.v === undefined ? cell.textContent.trim() : cell.dataset.v;
		return { text: text, number: parseFloat(text.replace(/^[^0-9.+-]+/, "")) };
	}
	function sort(head, at) {
		var down = head.getAttribute("aria-sort") !== "descending";
		if (head.getAttribute("aria-sort") === null && !head.classList.contains("n"))
			down = false;
		var rows = Array.from(body.rows).map(function (row) {
			return { row: row, key: key(row, at) };
		});
		var numeric = rows.every(function (r) { return r.key.text === "" || !isNaN(r.key.number); });
		rows.sort(function (a, b) {
			var order;
			if ((a.key.text === "") !== (b.key.text === ""))
				return a.key.text === "" ? 1 : -1;
			/* Ids have more digits than a number keeps. */
			order = numeric ? a.key.number - b.key.number || a.key.text.length - b.key.text.length : 0;
			order = order || a.key.text.localeCompare(b.key.text);
			return down ? -order : order;
		});
		table.querySelectorAll("th").forEach(function (th) { th.removeAttribute("aria-sort"); });
		head.setAttribute("aria-sort", down ? "descending" : "ascending");
		rows.forEach(function (r) { body.appendChild(r.row); });
	}
	if (body.rows.length < 2)
		return;
	Array.from(table.tHead.rows[0].cells).forEach(function (head, at) {
		var button = document.createElement("button");
		button.type = "button";
		button.title = "Sort by this column";
		while (head.firstChild)
			button.appendChild(head.firstChild);
		head.appendChild(button);
		button.addEventListener("click", function () { sort(head, at); });
	});
});
