document.querySelector('#shadow').attachShadow({mode: 'open'}).append(document.createElement('input'));
