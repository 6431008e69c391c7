import 'hunkwise/styles.css';
import './app.js';
