// A UD font for Japanese, served from here: two weights, cut into pieces that the browser fetches as its page needs them.
import '@fontsource/biz-udpgothic/400.css';
import '@fontsource/biz-udpgothic/700.css';
