"""Traditional characters read as the simplified ones in which the patterns are written; pure."""

_TRADITIONAL = (
    "並佔個們億兩劃動務區協員問單嗎噸圓團場實將對層幫廳後從復戶據擬數於時暫條樣決沒況減滿為無爭爲牽現環畝畢發確"
    "籌籤約組結給統經維編縣總績羣臺與舉舊萬處裏裡計該認語調請謝變較輪辦這進過達遲還銀銷鎮長門難項順預頭題類顯餘體點"
    "財號詢覆簽兌準認證據"
)
_SIMPLIFIED = (
    "并占个们亿两划动务区协员问单吗吨圆团场实将对层帮厅后从复户据拟数于时暂条样决没况减满为无争为牵现环亩毕发确"
    "筹签约组结给统经维编县总绩群台与举旧万处里里计该认语调请谢变较轮办这进过达迟还银销镇长门难项顺预头题类显余体点"
    "财号询复签兑准认证据"
)
SCRIPT = dict(zip(map(ord, _TRADITIONAL), map(ord, _SIMPLIFIED), strict=True))
"""For `str.translate`; one character for one, so that places stay."""
