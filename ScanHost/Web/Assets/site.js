// Upload with progress, drag and drop, live status, copy buttons. Everything here is an extra: the pages work without it.
(() => {
    'use strict';

    document.documentElement.classList.add('script');
    const live = document.querySelector('[data-live]');

    const sayings = {
        uploading: 'Uploading.',
        queued: 'The file is stored and waits for a free worker.',
        scanning: 'The file is being scanned.',
        done: 'The scan has ended. Opening the report.',
        failed: 'The scan failed.',
    };

    function showStep(step) {
        let past = true;
        for (const item of live.querySelectorAll('[data-step]')) {
            const isCurrent = item.dataset.step === step;
            past = past && !isCurrent;
            item.classList.toggle('past', past);
            if (isCurrent) item.setAttribute('aria-current', 'step'); else item.removeAttribute('aria-current');
        }
        say(sayings[step] ?? `Status: ${step}`);
    }

    function say(text) {
        const status = live.querySelector('[data-status]');
        if (status.textContent !== text) status.textContent = text;
    }

    // Stage names come from the service; they are text all the same.
    function stageList() {
        const runs = new Map();
        return run => {
            let row = runs.get(run.stage);
            if (!row) {
                row = { item: document.createElement('li'), count: 0, worst: '' };
                runs.set(run.stage, row);
                live.querySelector('[data-stages]').append(row.item);
            }
            row.count++;
            if (run.status === 'failed' || run.status === 'timed_out') row.worst = `, ${run.status.replace('_', ' ')}`;
            row.item.textContent = `${run.stage}${row.count > 1 ? ` × ${row.count}` : ''}${row.worst}`;
        };
    }

    function follow(jobId) {
        const address = `/view/${encodeURIComponent(jobId)}`;
        const addStage = stageList();
        const events = new EventSource(`/jobs/${encodeURIComponent(jobId)}/events`);
        events.addEventListener('stage', event => addStage(JSON.parse(event.data)));
        events.addEventListener('status', event => {
            const job = JSON.parse(event.data);
            showStep(job.status);
            if (job.status === 'done' || job.status === 'failed') {
                events.close();
                setTimeout(() => location.replace(address), 500);
            }
        });
        events.addEventListener('error', () => {
            // The browser connects again by itself, unless the service refused.
            if (events.readyState === EventSource.CLOSED) setTimeout(() => location.replace(address), 3000);
        });
    }

    function submit(form, files) {
        const problem = form.querySelector('[data-problem]');
        const bar = live.querySelector('[data-upload]');
        const button = form.querySelector('button');
        problem.hidden = true;
        live.hidden = bar.hidden = false;
        button.disabled = true;
        bar.value = 0;
        showStep('uploading');

        const body = new FormData();
        for (const file of files) body.append('files', file, file.name);
        const request = new XMLHttpRequest();
        request.open('POST', '/jobs');
        request.responseType = 'json';
        request.upload.addEventListener('progress', event => {
            if (event.lengthComputable) bar.value = 100 * event.loaded / event.total;
        });
        request.addEventListener('loadend', () => {
            bar.hidden = true;
            button.disabled = false;
            const answer = request.response;
            if (request.status >= 200 && request.status < 300 && answer) {
                accepted(answer.jobs ?? [answer]);
                return;
            }
            live.hidden = true;
            const taken = answer?.jobs?.length ? ` ${answer.jobs.length} of the files were accepted; reload the page to see them.` : '';
            problem.textContent = (answer?.detail ?? 'The upload did not reach the service.') + taken;
            problem.hidden = false;
        });
        request.send(body);
    }

    function accepted(jobs) {
        if (jobs.length === 1) {
            follow(jobs[0].job_id);
        } else if (jobs.length <= 200) {
            location.assign(`/accepted?jobs=${jobs.map(job => job.job_id).join(',')}`);
        } else {
            location.assign('/');
        }
    }

    const form = document.querySelector('[data-submit]');
    if (form) {
        form.addEventListener('submit', event => {
            event.preventDefault();
            submit(form, form.querySelector('input[type=file]').files);
        });
        addEventListener('dragover', event => {
            event.preventDefault();
            form.classList.add('over');
        });
        addEventListener('dragleave', event => {
            if (!event.relatedTarget) form.classList.remove('over');
        });
        addEventListener('drop', event => {
            event.preventDefault();
            form.classList.remove('over');
            const files = event.dataTransfer?.files;
            if (files?.length) submit(form, files);
        });
    } else if (live?.dataset.job) {
        follow(live.dataset.job);
    }

    async function refreshList() {
        const list = document.querySelector('[data-follow-list]');
        if (list?.dataset.followList !== 'moving') return;
        try {
            const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
            const fresh = page.querySelector('[data-follow-list]');
            if (fresh && fresh.innerHTML !== list.innerHTML) {
                // The status line stays the same element, so that screen readers announce its change.
                list.dataset.followList = fresh.dataset.followList;
                list.querySelector('[role=status]').textContent = fresh.querySelector('[role=status]').textContent;
                list.querySelector('tbody').replaceWith(document.adoptNode(fresh.querySelector('tbody')));
            }
        } catch {
            // The service cannot be reached for now: look again.
        }
        setTimeout(refreshList, 1000);
    }
    setTimeout(refreshList, 500);

    document.addEventListener('click', async event => {
        const button = event.target.closest('[data-copy]');
        if (!button) return;
        try {
            await navigator.clipboard.writeText(button.dataset.copy);
            button.textContent = 'Copied';
        } catch {
            button.textContent = 'Not possible here';
        }
        setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
})();
