"""What the AI bot says to whoever opens a chat with it; apart, for the callback function's sake."""

WELCOME = (
    "您好，我是群规助手。发送“条款”可以查看本公司群规的条款，发送条款编号可以查看这一条。"
    "在群里请先 @ 我再提问，我会按该群适用的规定回答。"
)
